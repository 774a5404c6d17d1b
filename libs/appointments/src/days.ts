import { type Temporal } from 'temporal-polyfill';
import { type Interval } from './availability.js';
import { calendarOf, type LocalDay, numberOf } from './zone-calendar.js';

/** A first and a last date, both included. */
export interface DateRange {
  readonly from: Temporal.PlainDate;
  readonly to: Temporal.PlainDate;
}

/** Every date of a range; none when it ends before it begins. */
export const daysOf = ({ from, to }: DateRange, timeZone: string): LocalDay[] =>
  calendarOf(timeZone).daysBetween(numberOf(from), numberOf(to));

/** From the first instant of a range of dates to its last, with some days around them. */
export function midnights({ from, to }: DateRange, timeZone: string, marginDays = 0): Interval {
  const calendar = calendarOf(timeZone);
  return {
    start: calendar.day(numberOf(from) - marginDays).start,
    end: calendar.day(numberOf(to) + marginDays).end,
  };
}
