import { type Temporal } from 'temporal-polyfill';
import { day, minute } from '#libs/common';
import { calendarOf } from './zone-calendar.js';

/** A stretch of time in milliseconds since 1970 UTC, half-open: two that touch do not overlap. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A weekly window of local wall-clock time, in minutes after midnight. */
export interface Window {
  /** ISO: 1 is Monday, 7 is Sunday */
  readonly weekday: number;
  readonly startMinute: number;
  /** Not after the start: on the next day */
  readonly endMinute: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Time added to or taken from one local date; without minutes, the whole day. */
export interface DayChange {
  readonly date: string;
  readonly kind: 'closed' | 'extra';
  readonly startMinute: number | null;
  readonly endMinute: number | null;
}

/** What is booked: all in minutes, but for the horizon in days. */
export interface VisitRules {
  readonly durationMinutes: number;
  readonly slotIntervalMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  readonly minimumNoticeMinutes: number;
  readonly horizonDays: number;
  /** The first local date on which the visit type is not offered any more: `YYYY-MM-DD` */
  readonly retiresOn?: string | null;
}

/** When a doctor works. */
export interface WorkingRules {
  /** IANA zone of the doctor's local times */
  readonly timeZone: string;
  readonly windows: readonly Window[];
  /** The doctor's exceptions and the location's closures */
  readonly changes: readonly DayChange[];
  /** The first local date without hours, because the doctor or the location retires: `YYYY-MM-DD` */
  readonly retiresOn?: string | null;
}

/** All that decides when a doctor can be booked. */
export interface AvailabilityRules extends WorkingRules {
  /** Active bookings with their buffers, in any order */
  readonly busy: readonly Interval[];
  readonly visit: VisitRules;
}

/** Why a start cannot be booked. */
export type RefusalCode =
  'in_past' | 'too_soon' | 'beyond_horizon' | 'retired' | 'outside_hours' | 'closed' | 'off_grid' | 'taken';

/** No horizon reaches this far, so nothing need be read or computed beyond it. */
const farthest = 3 * 366 * day;

/** Whether a time is beyond every horizon, and perhaps beyond what PostgreSQL or a calendar can hold. */
export const isFarOff = (at: number, now: Temporal.Instant): boolean =>
  Math.abs(at - now.epochMilliseconds) > farthest;

/** Whether two intervals have time in common. */
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;

/** Sorted, and those that overlap or touch made one. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** A local stretch of the date with some number; none when it would end where it starts, or earlier: 02:00–03:00 on a night that skips that hour. */
function onDay(timeZone: string, number: number, startMinute: number, endMinute: number): Interval[] {
  const calendar = calendarOf(timeZone);
  const start = calendar.instantOf(number, startMinute);
  const end = calendar.instantOf(endMinute > startMinute ? number : number + 1, endMinute);
  return start < end ? [{ start, end }] : [];
}

/** The hours that belong to one local date, an overnight tail included, before closures of a part of the day. */
function hoursOf({ timeZone, changes, windows, retiresOn }: WorkingRules, number: number): Interval[] {
  const { date, weekday } = calendarOf(timeZone).day(number);
  if (retiresOn != null && retiresOn <= date) return [];
  const changed = changes.filter((change) => change.date === date);
  if (changed.some(({ kind, startMinute }) => kind === 'closed' && startMinute === null)) return [];
  const weekly = windows.filter(
    (window) =>
      window.weekday === weekday &&
      (window.validFrom === null || window.validFrom <= date) &&
      (window.validTo === null || date <= window.validTo),
  );
  const extra = changed.flatMap(({ kind, startMinute, endMinute }) =>
    kind === 'extra' && startMinute !== null && endMinute !== null ? [{ startMinute, endMinute }] : [],
  );
  const hours = [...weekly, ...extra].flatMap(({ startMinute, endMinute }) =>
    onDay(timeZone, number, startMinute, endMinute),
  );
  return merge(hours);
}

/** The parts of one local date that are closed. */
const closedPartsOf = ({ timeZone, changes }: WorkingRules, number: number): Interval[] =>
  changes.flatMap(({ date, kind, startMinute, endMinute }) =>
    kind === 'closed' &&
    startMinute !== null &&
    endMinute !== null &&
    date === calendarOf(timeZone).day(number).date
      ? onDay(timeZone, number, startMinute, endMinute)
      : [],
  );

/**
 * The numbers of the dates whose hours may reach into a range. The last window of the day before may run into it, and
 * that of the day before it too: it may end at a time that the zone skips, and so moves past midnight (Nuuk skips the
 * last hour of a day every March).
 */
function datesAround(range: Interval, timeZone: string): number[] {
  const calendar = calendarOf(timeZone);
  const first = calendar.numberAt(range.start) - 2;
  return Array.from({ length: calendar.numberAt(range.end) - first + 1 }, (_, index) => first + index);
}

/** What is left of `hours` when the closed parts are taken out. */
const withoutClosed = (hours: readonly Interval[], closed: readonly Interval[]): Interval[] =>
  closed.reduce<Interval[]>(
    (open, part) =>
      open.flatMap((interval) =>
        overlaps(interval, part)
          ? [
              { start: interval.start, end: Math.min(interval.end, part.start) },
              { start: Math.max(interval.start, part.end), end: interval.end },
            ].filter(({ start, end }) => start < end)
          : [interval],
      ),
    [...hours],
  );

/** What is open of the hours of some dates. */
const openHours = (rules: WorkingRules, dates: readonly number[], hours: readonly Interval[]): Interval[] =>
  withoutClosed(
    merge(hours),
    dates.flatMap((number) => closedPartsOf(rules, number)),
  );

/**
 * The hours that a doctor works in a range, closures taken out, merged and in order. They may stick out of the range.
 */
export function workingHours(rules: WorkingRules, range: Interval): Interval[] {
  const dates = datesAround(range, rules.timeZone);
  return openHours(
    rules,
    dates,
    dates.flatMap((number) => hoursOf(rules, number)),
  );
}

/**
 * Every start in a range that the schedule offers, whether free or not, notice and horizon left aside.
 *
 * The grid begins with the first instant of each date's hours and steps by the interval in elapsed time. Closures
 * remove starts from it and never shift it. It begins anew with each date, so that it does not depend on how far back
 * one looks.
 */
function offeredStarts(rules: AvailabilityRules, range: Interval): number[] {
  const duration = rules.visit.durationMinutes * minute;
  const interval = rules.visit.slotIntervalMinutes * minute;
  // A visit that starts in the range may last into the hours of the next date.
  const dates = datesAround({ start: range.start, end: range.end + duration }, rules.timeZone);
  const grids = dates.flatMap((number) => hoursOf(rules, number));
  const open = openHours(rules, dates, grids);
  const starts = new Set<number>();
  for (const hours of grids) {
    const skipped = Math.max(0, Math.ceil((range.start - hours.start) / interval));
    for (let at = hours.start + skipped * interval; at < hours.end && at < range.end; at += interval) {
      if (open.some(({ start, end }) => start <= at && at + duration <= end)) starts.add(at);
    }
  }
  return [...starts].sort((a, b) => a - b);
}

/** The first and last instant at which a visit may start as far as notice and horizon go; the last is excluded. */
function bookingPeriod(rules: AvailabilityRules, now: Temporal.Instant): Interval {
  const { minimumNoticeMinutes, horizonDays } = rules.visit;
  const calendar = calendarOf(rules.timeZone);
  return {
    start: now.epochMilliseconds + minimumNoticeMinutes * minute,
    end: calendar.day(calendar.numberAt(now.epochMilliseconds) + horizonDays).end,
  };
}

/** Whether no visit can be booked on a date and later, because the doctor, the location or the visit type retires by then. */
export const isRetiredFrom = (
  { retiresOn, visit }: Pick<AvailabilityRules, 'retiresOn' | 'visit'>,
  date: string,
): boolean => [retiresOn, visit.retiresOn].some((last) => last != null && last <= date);

/** The first instant at which nothing can be booked, because the doctor, the location or the visit type retires. */
const retirementOf = ({ timeZone, retiresOn, visit }: AvailabilityRules): number =>
  Math.min(
    ...[retiresOn, visit.retiresOn].map((date) =>
      date == null ? Infinity : calendarOf(timeZone).startOf(date),
    ),
  );

/** The visit that starts at `at` with its buffers: what it keeps the doctor busy with. */
export const busyWith = (visit: VisitRules, at: number): Interval => ({
  start: at - visit.bufferBeforeMinutes * minute,
  end: at + (visit.durationMinutes + visit.bufferAfterMinutes) * minute,
});

/**
 * The starts that can be booked.
 *
 * @param range starts before its end and not before its start are looked for
 * @param now decides notice and horizon
 * @returns milliseconds since 1970 UTC, in order
 */
export function freeStarts(rules: AvailabilityRules, range: Interval, now: Temporal.Instant): number[] {
  const period = bookingPeriod(rules, now);
  const within = {
    start: Math.max(range.start, period.start),
    end: Math.min(range.end, period.end, retirementOf(rules)),
  };
  if (within.start >= within.end) return [];
  const busy = merge(rules.busy);
  let next = 0;
  // As in `refusals`: what retires has its hours until then, and a visit that starts before may run past midnight.
  return offeredStarts({ ...rules, retiresOn: null }, within).filter((at) => {
    const needed = busyWith(rules.visit, at);
    // Both lists are in order, so what lies behind this start lies behind the following ones too.
    for (let first = busy[next]; first !== undefined && first.end <= needed.start; first = busy[next])
      next += 1;
    const first = busy[next];
    return first === undefined || !overlaps(first, needed);
  });
}

/** What the schedule has against a start: the hours, a closure, or only the grid. */
function scheduleRefusal(rules: AvailabilityRules, at: number): RefusalCode | undefined {
  if (offeredStarts(rules, { start: at, end: at + 1 }).includes(at)) return undefined;
  const visit = { start: at, end: at + rules.visit.durationMinutes * minute };
  const fits = (given: WorkingRules): boolean =>
    workingHours(given, visit).some(({ start, end }) => start <= visit.start && visit.end <= end);
  if (fits(rules)) return 'off_grid';
  const unclosed = { ...rules, changes: rules.changes.filter(({ kind }) => kind === 'extra') };
  return fits(unclosed) ? 'closed' : 'outside_hours';
}

/**
 * Every reason why a start cannot be booked; none exactly when {@link freeStarts} has it.
 *
 * @param at milliseconds since 1970 UTC
 */
export function refusals(rules: AvailabilityRules, at: number, now: Temporal.Instant): RefusalCode[] {
  const period = bookingPeriod(rules, now);
  const needed = busyWith(rules.visit, at);
  // What retires at some time has its hours until then, so the hours are judged without it.
  const schedule = scheduleRefusal({ ...rules, retiresOn: null }, at);
  const codes: [RefusalCode, boolean][] = [
    ['in_past', at < now.epochMilliseconds],
    ['too_soon', at >= now.epochMilliseconds && at < period.start],
    ['beyond_horizon', at >= period.end],
    ['taken', rules.busy.some((busy) => overlaps(busy, needed))],
  ];
  const reasons = codes.flatMap(([code, holds]) => (holds ? [code] : []));
  const lasting: RefusalCode[] = at >= retirementOf(rules) ? ['retired'] : [];
  return [...lasting, ...(schedule === undefined ? [] : [schedule]), ...reasons];
}
