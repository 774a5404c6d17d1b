import { Type } from 'class-transformer';
import { Temporal } from 'temporal-polyfill';
import { type Availability, type AvailabilityQuery, type Reason, type Slot } from '#libs/appointments';
import { fieldError, invalidInput } from '#libs/common';
import { IsId, IsInstant, IsLocalDate, IsZone, Optional } from '../../http/input/checks.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';

type DateRange = Pick<AvailabilityQuery, 'from' | 'to'>;

const defaultDays = 7;
const mostDays = 31;

export class AvailabilityQueryDto {
  /**
   * First date; today when left out
   * @example "2026-12-01"
   */
  @Optional()
  @IsLocalDate()
  from?: string;

  /**
   * Last date, at most 31 days in all; a week when left out
   * @example "2026-12-07"
   */
  @Optional()
  @IsLocalDate()
  to?: string;

  /** The doctor's default when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  visitTypeId?: number;

  /**
   * The zone whose dates are meant; the location's when left out
   * @example "Europe/Berlin"
   */
  @Optional()
  @IsZone()
  timeZone?: string;
}

export class SlotDto {
  /** @example "2026-12-01T09:00:00.000Z" */
  start!: string;
  /** @example "2026-12-01T09:30:00.000Z" */
  end!: string;
  /**
   * Where the visit takes place
   * @example 1
   */
  locationId!: number;
}

export class AvailableDayDto {
  /** @example "2026-12-01" */
  date!: string;
  slots!: SlotDto[];
}

export class AvailabilityDto {
  /**
   * The zone that the dates are of
   * @example "Europe/Berlin"
   */
  timeZone!: string;
  days!: AvailableDayDto[];
  /** The first free start from `from` on, as far ahead as can be booked */
  nextAvailable!: string | null;
}

export class AlternativeDto extends SlotDto {
  /** @example 1 */
  doctorId!: number;
}

export class SlotTakenDto extends ProblemDto {
  /** The free starts nearest to the one asked for, three at most */
  alternatives?: AlternativeDto[];
}

export class ExplainQueryDto {
  /** @example "2026-12-01T09:00:00Z" */
  @IsInstant()
  at!: string;

  /** The doctor's default when left out */
  @Optional()
  @Type(() => Number)
  @IsId()
  visitTypeId?: number;
}

export class ReasonDto {
  /**
   * Stable; branch on this
   * @example "off_grid"
   */
  code!: string;
  /** @example "Visits start at other minutes." */
  message!: string;
}

export class ExplanationDto {
  /** @example false */
  bookable!: boolean;
  reasons!: ReasonDto[];
}

export const toExplanationDto = (reasons: readonly Reason[]): ExplanationDto => ({
  bookable: reasons.length === 0,
  reasons: reasons.map(({ code, message }) => ({ code, message })),
});

export const toSlotDto = ({ start, end, locationId }: Slot): SlotDto => ({ start, end, locationId });

export const toDayDtos = (days: Availability['days']): AvailableDayDto[] =>
  days.map(({ date, slots }) => ({ date, slots: slots.map(toSlotDto) }));

export const toAvailabilityDto = ({ timeZone, days, nextAvailable }: Availability): AvailabilityDto => ({
  timeZone,
  days: toDayDtos(days),
  nextAvailable,
});

/** The first and the last date of a query; a week from today when it names none. */
interface DatesQuery {
  readonly from?: string;
  readonly to?: string;
  readonly timeZone?: string;
}

/** @throws AppError `request.invalid` when the range is empty or too long */
export function toDateRange(query: DatesQuery, most: number, now: Temporal.Instant): DateRange {
  const from =
    query.from === undefined
      ? now.toZonedDateTimeISO(query.timeZone ?? 'UTC').toPlainDate()
      : Temporal.PlainDate.from(query.from);
  const to = query.to === undefined ? from.add({ days: defaultDays - 1 }) : Temporal.PlainDate.from(query.to);
  return bounded({ from, to }, most);
}

/** @throws AppError `request.invalid` when the range is empty or too long */
export function bounded({ from, to }: DateRange, most: number): DateRange {
  const days = from.until(to, { largestUnit: 'days' }).days + 1;
  if (days < 1) throw invalidInput(fieldError('/to', 'date.before', { other: 'from' }));
  if (days > most) throw invalidInput(fieldError('/to', 'date.too_far', { max: most, other: 'from' }));
  return { from, to };
}

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toAvailabilityDates = (
  query: DatesQuery,
  now: Temporal.Instant,
): Pick<AvailabilityQuery, 'timeZone' | 'from' | 'to'> => ({
  timeZone: query.timeZone,
  ...toDateRange(query, mostDays, now),
});

/** @throws AppError `request.invalid` when the range is empty or too long */
export const toAvailabilityQuery = (
  doctorId: number,
  query: AvailabilityQueryDto,
  now: Temporal.Instant,
): AvailabilityQuery => ({
  doctorId,
  visitTypeId: query.visitTypeId,
  ...toAvailabilityDates(query, now),
});
