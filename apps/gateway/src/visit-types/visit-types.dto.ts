import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Confirmation, type Offer, VisitMode, type VisitType } from '#libs/doctors';
import { IsId, Optional } from '../http/checks.js';

const dayMinutes = 24 * 60;
const yearMinutes = 366 * dayMinutes;

export class NewVisitTypeDto {
  /** @example "First consultation" */
  @IsString()
  @Length(1, 100)
  name!: string;

  /**
   * 30 when left out
   * @example 30
   */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(dayMinutes)
  durationMinutes?: number;

  /**
   * Distance of two starts; the duration when left out or null
   * @example 30
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(dayMinutes)
  slotIntervalMinutes?: number | null;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(dayMinutes)
  bufferBeforeMinutes?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(dayMinutes)
  bufferAfterMinutes?: number;

  /** How long before its start a visit can still be booked */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(yearMinutes)
  minimumNoticeMinutes?: number;

  /** How many days ahead a visit can be booked, in the doctor's local dates */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(730)
  horizonDays?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(yearMinutes)
  cancelCutoffMinutes?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(yearMinutes)
  rescheduleCutoffMinutes?: number;

  /** `manual`: a booking waits for the doctor's word */
  @Optional()
  @IsIn(Object.values(Confirmation))
  confirmation?: Confirmation;

  @Optional()
  @IsIn(Object.values(VisitMode))
  mode?: VisitMode;

  /**
   * In the clinic's currency
   * @example 80
   */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(99_999_999)
  price?: number | null;
}

export class VisitTypeChangesDto extends PartialType(NewVisitTypeDto, { skipNullProperties: false }) {}

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

export class VisitTypeDto {
  /** @example 1 */
  id!: number;
  /** @example "First consultation" */
  name!: string;
  /** @example 30 */
  durationMinutes!: number;
  /** @example 30 */
  slotIntervalMinutes!: number;
  /** @example 0 */
  bufferBeforeMinutes!: number;
  /** @example 0 */
  bufferAfterMinutes!: number;
  /** @example 0 */
  minimumNoticeMinutes!: number;
  /** @example 90 */
  horizonDays!: number;
  /** @example 0 */
  cancelCutoffMinutes!: number;
  /** @example 0 */
  rescheduleCutoffMinutes!: number;
  confirmation!: Confirmation;
  mode!: VisitMode;
  price!: number | null;
}

export const toVisitTypeDto = (visitType: VisitType): VisitTypeDto => ({
  id: visitType.id,
  name: visitType.name,
  durationMinutes: visitType.durationMinutes,
  slotIntervalMinutes: visitType.slotIntervalMinutes,
  bufferBeforeMinutes: visitType.bufferBeforeMinutes,
  bufferAfterMinutes: visitType.bufferAfterMinutes,
  minimumNoticeMinutes: visitType.minimumNoticeMinutes,
  horizonDays: visitType.horizonDays,
  cancelCutoffMinutes: visitType.cancelCutoffMinutes,
  rescheduleCutoffMinutes: visitType.rescheduleCutoffMinutes,
  confirmation: visitType.confirmation,
  mode: visitType.mode,
  price: visitType.price,
});

export const toOffers = ({ overrides = [] }: OfferedVisitTypesDto): Offer[] =>
  overrides.map(({ visitTypeId, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes }) => ({
    visitTypeId,
    ...(durationMinutes !== undefined && { durationMinutes }),
    ...(bufferBeforeMinutes !== undefined && { bufferBeforeMinutes }),
    ...(bufferAfterMinutes !== undefined && { bufferAfterMinutes }),
  }));
