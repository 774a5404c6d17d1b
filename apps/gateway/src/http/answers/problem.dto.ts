import { ApiProperty } from '@nestjs/swagger';
import { type FieldErrorCode, fieldErrorCodes, type FieldErrorParams } from '#libs/common';

const paramProperties = {
  min: { type: 'integer' },
  max: { type: 'integer' },
  places: { type: 'integer', description: 'How many decimal places there may be' },
  allowed: { type: 'array', items: { type: 'string' }, description: 'What the field may be' },
  other: { type: 'string', description: 'The other field, or what else it depends on' },
  kind: { type: 'string', description: 'What kind of thing does not exist' },
} as const satisfies Record<keyof FieldErrorParams, object>;

/** One wrong field. */
export class FieldErrorDto {
  /**
   * JSON pointer into the request (RFC 6901)
   * @example "/email"
   */
  pointer!: string;
  /**
   * Stable; branch on this
   * @example "text.too_long"
   */
  @ApiProperty({ enum: fieldErrorCodes, enumName: 'FieldErrorCode' })
  code!: FieldErrorCode;
  /** What the detail is made of; which there are depends on the code */
  @ApiProperty({ type: 'object', properties: paramProperties, example: { max: 500 } })
  params!: FieldErrorParams;
  /** @example "must have at most 500 characters" */
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
