import { PartialType } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { Confirmation, type Offers, VisitMode, type VisitType } from '#libs/doctors';
import { Optional } from '../../http/input/checks.js';
import { withVersion } from '../../http/versions/version-tag.interceptor.js';
import { IsText } from '../../http/input/text.js';

const dayMinutes = 24 * 60;
const yearMinutes = 366 * dayMinutes;

export class NewVisitTypeDto {
  /** @example "First consultation" */
  @IsText('visitTypeName')
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
  /**
   * The first local date on which it cannot be booked any more; null without an end
   * @example "2027-01-01"
   */
  retiresOn!: string | null;
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
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
  retiresOn: visitType.retiresOn,
  version: visitType.version,
});

export const toOffersDto = ({ version, visitTypes }: Offers): VisitTypeDto[] =>
  withVersion(visitTypes.map(toVisitTypeDto), version);
