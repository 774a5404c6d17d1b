/** One wrong field. */
export class FieldErrorDto {
  /**
   * JSON pointer into the request (RFC 6901)
   * @example "/email"
   */
  pointer!: string;
  /** @example "must be an email" */
  detail!: string;
}

/** Why a request was refused (RFC 9457). */
export class ProblemDto {
  /** @example "about:blank" */
  type!: string;
  /** @example "Not Found" */
  title!: string;
  /** @example 404 */
  status!: number;
  /** @example "There is no such doctor." */
  detail?: string;
  /**
   * Stable; branch on this
   * @example "doctor.not_found"
   */
  code!: string;
  /** Name it when you ask for help */
  requestId!: string;
  errors?: FieldErrorDto[];
}
