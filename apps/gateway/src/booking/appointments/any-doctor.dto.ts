import { OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { type Temporal } from 'temporal-polyfill';
import { type SharedAvailability, type SharedAvailabilityQuery } from '#libs/appointments';
import { IsId, IsLocalDate, Optional } from '../../http/input/checks.js';
import { AvailabilityQueryDto, toDateRange } from '../availability/availability.dto.js';
import { IsText } from '../../http/input/text.js';

const mostDays = 14;

export class SharedAvailabilityQueryDto extends OmitType(AvailabilityQueryDto, ['to']) {
  /**
   * The whole of it, in any case
   * @example "Cardiology"
   */
  @IsText('specialization')
  specialization!: string;

  /** Where the visit is to take place; anywhere when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  locationId?: number;

  /**
   * Last date, at most 14 days in all; a week when left out
   * @example "2026-12-07"
   */
  @Optional()
  @IsLocalDate()
  to?: string;
}

export class SharedSlotDto {
  /** @example "2026-12-01T09:00:00.000Z" */
  start!: string;
  /** @example "2026-12-01T09:30:00.000Z" */
  end!: string;
  /**
   * Who is free then
   * @example [1, 2]
   */
  doctorIds!: number[];
}

export class SharedDayDto {
  /** @example "2026-12-01" */
  date!: string;
  slots!: SharedSlotDto[];
}

export class SharedAvailabilityDto {
  /**
   * The zone that the dates are of
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  days!: SharedDayDto[];
  /**
   * The first start from `from` on at which a doctor is free, as far ahead as can be booked
   * @example "2026-12-01T09:00:00.000Z"
   */
  nextAvailable!: string | null;
}

export const toSharedAvailabilityDto = (availability: SharedAvailability): SharedAvailabilityDto => ({
  timeZone: availability.timeZone,
  days: availability.days.map(({ date, slots }) => ({
    date,
    slots: slots.map(({ start, end, doctorIds }) => ({ start, end, doctorIds: [...doctorIds] })),
  })),
  nextAvailable: availability.nextAvailable,
});

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toSharedAvailabilityQuery = (
  query: SharedAvailabilityQueryDto,
  now: Temporal.Instant,
): SharedAvailabilityQuery => {
  const { specialization, locationId, visitTypeId, timeZone } = query;
  return { specialization, locationId, visitTypeId, timeZone, ...toDateRange(query, mostDays, now) };
};
