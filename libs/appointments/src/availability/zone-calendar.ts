import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import { day as dayMilliseconds, minute } from '#libs/common';
import { type Interval } from './availability.js';

/** A local date with its stretch of time, in milliseconds since 1970 UTC. */
export interface LocalDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** ISO: 1 is Monday, 7 is Sunday */
  readonly weekday: number;
  /** The first instant of the date */
  readonly start: number;
  /** The first instant of the next date */
  readonly end: number;
}

/** Both are far more than clinics need; a caller who asks for all there are must not fill the memory with them. */
const mostDays = 2000;
const mostZones = 500;

/** The number of a date: how many days lie between it and 1970-01-01. */
export const numberOf = ({ year, month, day }: Temporal.PlainDate): number =>
  Date.UTC(year, month - 1, day) / dayMilliseconds;

const dateOf = (number: number): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(number * dayMilliseconds)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();

/**
 * The dates of a zone, each known by its number. Asking Temporal is by far the dearest step of availability, and its
 * answers stay the same, so they are kept.
 */
class ZoneCalendar {
  private readonly days = new LRUCache<number, LocalDay>({ max: mostDays });

  constructor(private readonly timeZone: string) {}

  /** The date of a number. */
  day(number: number): LocalDay {
    const known = this.days.get(number);
    if (known !== undefined) return known;
    const date = dateOf(number);
    const day = {
      date: date.toString(),
      weekday: date.dayOfWeek,
      start: this.days.get(number - 1)?.end ?? this.midnightOf(date),
      end: this.midnightOf(date.add({ days: 1 })),
    };
    this.days.set(number, day);
    return day;
  }

  /**
   * The first instant of a date.
   *
   * @param date `YYYY-MM-DD`
   */
  startOf(date: string): number {
    return this.day(Date.parse(date) / dayMilliseconds).start;
  }

  /** Every date from one to another, both included. */
  daysBetween(first: number, last: number): LocalDay[] {
    const days: LocalDay[] = [];
    for (let number = first; number <= last; number += 1) days.push(this.day(number));
    return days;
  }

  /** The number of the date on which an instant falls. */
  numberAt(at: number): number {
    // No zone is a whole day ahead of UTC.
    let number = Math.floor(at / dayMilliseconds) + 1;
    while (this.day(number).start > at) number -= 1;
    return number;
  }

  /**
   * The instant of a wall-clock time. Times that the zone skips move forward and those that it repeats mean the earlier
   * one: Temporal's "compatible", as in RFC 5545.
   *
   * @param minutes after midnight
   */
  instantOf(number: number, minutes: number): number {
    const { start, end } = this.day(number);
    // No clock is changed on such a day.
    if (end - start === dayMilliseconds) return start + minutes * minute;
    const time = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
    return dateOf(number)
      .toPlainDateTime(time)
      .toZonedDateTime(this.timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
  }

  private midnightOf(date: Temporal.PlainDate): number {
    return date.toZonedDateTime(this.timeZone).epochMilliseconds;
  }
}

const calendars = new LRUCache<string, ZoneCalendar>({ max: mostZones });

/** @param timeZone an IANA name */
export function calendarOf(timeZone: string): ZoneCalendar {
  let calendar = calendars.get(timeZone);
  if (calendar === undefined) {
    calendar = new ZoneCalendar(timeZone);
    calendars.set(timeZone, calendar);
  }
  return calendar;
}

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
