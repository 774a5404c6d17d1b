import { type components } from '../schema.js';

type Schemas = components['schemas'];
type Problem = Partial<Schemas['SlotTakenDto']>;

/** Why the API refused a request */
export type ProblemCode = Schemas['ProblemCode'];

/** What is wrong with one field of a request, by JSON pointer */
export type FieldError = Schemas['FieldErrorDto'];

/** What can be wrong with a field */
export type FieldErrorCode = FieldError['code'];

/** What the words for a code are made of: each code has the ones that it needs. */
export type FieldErrorParams = Required<FieldError['params']>;

/** The API refused or could not be reached. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly requestId: string | undefined;
  readonly errors: readonly FieldError[];
  /** The nearest free times, where the one that was asked for is taken */
  readonly alternatives: NonNullable<Problem['alternatives']>;
  /** After how many seconds the same request may be worth another try */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    problem: Problem,
    options?: ErrorOptions & { retryAfter?: number | undefined },
  ) {
    super(problem.detail ?? problem.title ?? `HTTP status ${status}`, options);
    this.name = 'ApiError';
    this.status = status;
    // The contract leaves the code open for those to come; what the page does not know it treats as none.
    this.code = problem.code as ProblemCode | undefined;
    this.requestId = problem.requestId;
    this.errors = problem.errors ?? [];
    this.alternatives = problem.alternatives ?? [];
    this.retryAfter = options?.retryAfter;
  }

  /** Whether the same request may well succeed later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Reads a refusal. Its body need not be a problem: a proxy in between may answer with a page. */
export function toApiError(response: Response, body: unknown): ApiError {
  const problem: Problem = typeof body === 'object' && body !== null ? body : {};
  const requestId = problem.requestId ?? response.headers.get('x-request-id');
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined;
  return new ApiError(response.status, requestId === null ? problem : { ...problem, requestId }, {
    retryAfter,
  });
}
