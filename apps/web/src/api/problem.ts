import { type components } from './schema.js';

type Problem = Partial<components['schemas']['SlotTakenDto']>;

/** The API refused or could not be reached. `status` 0 means that no answer came at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** What is wrong with which field of the request, by JSON pointer */
  readonly errors: NonNullable<Problem['errors']>;
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
    this.code = problem.code;
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

/** Reads a refusal, whatever its body: a proxy in between may answer with a page instead of a problem. */
export function toApiError(response: Response, body: unknown): ApiError {
  const problem: Problem = typeof body === 'object' && body !== null ? body : {};
  const requestId = problem.requestId ?? response.headers.get('x-request-id');
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : undefined;
  return new ApiError(response.status, requestId === null ? problem : { ...problem, requestId }, {
    retryAfter,
  });
}
