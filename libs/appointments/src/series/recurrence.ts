import { Temporal } from 'temporal-polyfill';
import { type Interval } from '../availability/index.js';

/** How a visit repeats. */
export interface Recurrence {
  /** `monthly` is by weekday: each second Tuesday, or each last one */
  readonly frequency: 'weekly' | 'monthly';
  /** Every so many weeks or months */
  readonly interval: number;
  /** How many visits there are, the first included */
  readonly count: number;
}

/** How many visits a series may have: a year of weeks. */
export const mostVisits = 52;

const day = 24 * 60 * 60 * 1000;

/** The same weekday in the same week of a later month, counted from its beginning; a fifth one means the last. */
function sameWeekday(first: Temporal.PlainDate, monthsLater: number): Temporal.PlainDate {
  const month = first.toPlainYearMonth().add({ months: monthsLater });
  const begin = month.toPlainDate({ day: 1 });
  const weekday = begin.add({ days: (first.dayOfWeek - begin.dayOfWeek + 7) % 7 });
  const date = weekday.add({ weeks: Math.ceil(first.day / 7) - 1 });
  // Only the fifth may lie beyond the month, and then the fourth is the last.
  return date.month === month.month ? date : date.subtract({ weeks: 1 });
}

/**
 * The starts of a series. They keep the time that the clock on the wall shows at the first: times that the zone skips
 * move forward, and those that it repeats mean the earlier one (Temporal's "compatible").
 *
 * @param first milliseconds since 1970 UTC; stays as it is, also when it is the later of two such times
 * @returns milliseconds since 1970 UTC, in order
 */
export function occurrencesOf(first: number, recurrence: Recurrence, timeZone: string): number[] {
  const { frequency, interval, count } = recurrence;
  const local = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(timeZone);
  const [date, plainTime] = [local.toPlainDate(), local.toPlainTime()];
  return Array.from({ length: count }, (_, index) => {
    if (index === 0) return first;
    const steps = index * interval;
    const later = frequency === 'weekly' ? date.add({ weeks: steps }) : sameWeekday(date, steps);
    return later.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
  });
}

/** A stretch that holds every start of a series, whatever the zone: for reading what they depend on. */
export function spanOf(first: number, { frequency, interval, count }: Recurrence): Interval {
  const steps = (count - 1) * interval;
  // A weekday may lie a week later in its month than the first did in its own, and a zone may skip a day.
  const days = steps * (frequency === 'weekly' ? 7 : 31) + 9;
  return { start: first, end: first + days * day };
}
