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

/** One wrong field: `pointer` is a JSON pointer (RFC 6901) into the input. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** The one error that Docket throws on purpose. Its text may be shown to the caller, so it never holds personal data. */
export class AppError extends Error {
  override readonly name = 'AppError';

  /**
   * @param code stable, dotted and lower case, such as `appointment.slot_taken`; clients branch on it
   * @param kind what sort of refusal it is
   * @param message one English sentence for a person
   * @param details further members of the answer, such as `alternatives` or `errors`
   */
  constructor(
    readonly code: string,
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
