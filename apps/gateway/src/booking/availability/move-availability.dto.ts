import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { type MoveCalendarQuery } from '#libs/appointments';
import { type Temporal } from 'temporal-polyfill';
import { IsId, Optional } from '../../http/input/checks.js';
import { AvailabilityQueryDto, toAvailabilityDates } from './availability.dto.js';

export class MoveAvailabilityQueryDto extends OmitType(AvailabilityQueryDto, ['visitTypeId']) {
  /** The visit's own when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  doctorId?: number;

  /** The visit's own when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  visitTypeId?: number;
}

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toMoveCalendarQuery = (
  query: MoveAvailabilityQueryDto,
  now: Temporal.Instant,
): MoveCalendarQuery => ({
  doctorId: query.doctorId,
  visitTypeId: query.visitTypeId,
  ...toAvailabilityDates(query, now),
});
