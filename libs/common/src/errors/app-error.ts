import { type FieldError } from './field-errors.js';
import { type ErrorCode } from './problem-codes.js';

/** What kind of refusal an error is; each edge (HTTP, messages) turns a kind into its own terms in one place. */
export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'precondition_failed'
  | 'limited'
  | 'unavailable';

/** The one error that Docket throws on purpose. Its text may be shown to the caller, so it never holds personal data. */
export class AppError extends Error {
  override readonly name = 'AppError';

  /**
   * @param code from the list of `problem-codes.ts`, such as `appointment.slot_taken`
   * @param kind what sort of refusal it is
   * @param message one English sentence for a person
   * @param details further members of the answer, such as `alternatives` or `errors`
   */
  constructor(
    readonly code: ErrorCode,
    readonly kind: ErrorKind,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Input that was understood and refused; the answer names each field. */
export const invalidInput = (...errors: FieldError[]): AppError =>
  new AppError('request.invalid', 'invalid', 'The request has invalid fields.', { errors });

/** A service that Docket needs does not answer; the caller may try again. */
export const unavailable = (service: string, cause?: unknown): AppError =>
  new AppError(
    'service.unavailable',
    'unavailable',
    `${service} is not available at the moment.`,
    {},
    { cause },
  );

/** What is to be changed is no longer what the caller has read. */
export const versionMismatch = (): AppError =>
  new AppError('request.version_mismatch', 'precondition_failed', 'This has changed since you read it.');

/**
 * @param expected the version that the caller has read; undefined when any will do
 * @throws AppError `request.version_mismatch`
 */
export function assertVersion({ version }: { readonly version: number }, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionMismatch();
}
