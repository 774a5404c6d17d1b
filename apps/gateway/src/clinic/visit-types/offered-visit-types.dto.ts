import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { type Offer } from '#libs/doctors';
import { IsId, Optional } from '../../http/input/checks.js';

const dayMinutes = 24 * 60;

export class VisitTypeOverrideDto {
  /**
   * One of `visitTypeIds`
   * @example 2
   */
  @IsId()
  visitTypeId!: number;

  /**
   * As the visit type says when left out. Starts are as far apart as the visit is long, unless the visit type has an
   * interval of its own
   * @example 45
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(dayMinutes)
  durationMinutes?: number;

  /** @example 0 */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(dayMinutes)
  bufferBeforeMinutes?: number;

  /** @example 10 */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(dayMinutes)
  bufferAfterMinutes?: number;
}

export class OfferedVisitTypesDto {
  /**
   * The default first
   * @example [1, 2]
   */
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsId({ each: true })
  visitTypeIds!: number[];

  /** What this doctor needs more or less time for; left out, everything is as the visit types say */
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => VisitTypeOverrideDto)
  overrides?: VisitTypeOverrideDto[];
}

export const toOffers = ({ overrides = [] }: OfferedVisitTypesDto): Offer[] =>
  overrides.map(({ visitTypeId, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }) => ({
    visitTypeId,
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(bufferBeforeMinutes !== undefined && { bufferBeforeMinutes }),
    ...(bufferAfterMinutes !== undefined && { bufferAfterMinutes }),
  }));
