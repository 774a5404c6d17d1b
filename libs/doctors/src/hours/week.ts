import { Temporal } from 'temporal-polyfill';
import { fieldError, type FieldError } from '#libs/common';
import { isEmptyStretch, minutesOf } from '../local-time.js';

/**
 * A weekly window of wall-clock time in the zone of its location. An end that is not after the start is on the next
 * day.
 */
export interface WeeklyWindow {
  /** ISO: 1 is Monday, 7 is Sunday */
  readonly weekday: number;
  /** `HH:mm` */
  readonly start: string;
  readonly end: string;
  /** First and last date (`YYYY-MM-DD`) on which the window holds */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly locationId: number;
}

/** All windows of a doctor. */
export interface Week {
  /** Rises with every change of the windows */
  readonly version: number;
  readonly windows: readonly WeeklyWindow[];
}

const dayMinutes = 24 * 60;

/** Minutes after the midnight that a window's day begins with. */
function minutes({ start, end }: WeeklyWindow): { start: number; end: number } {
  const from = minutesOf(start);
  const to = minutesOf(end);
  return { start: from, end: to > from ? to : to + dayMinutes };
}

/** `date` some days later; dates compare as text. */
const later = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

const latest = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a > b ? a : b;

const earliest = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/** Whether there is such a weekday from one date to another, both included. */
function hasWeekday(weekday: number, from: string | null, to: string | null): boolean {
  if (from === null || to === null) return true;
  const ahead = (weekday - Temporal.PlainDate.from(from).dayOfWeek + 7) % 7;
  return later(from, ahead) <= to;
}

/** Whether there is a date on which `window` holds, and `shift` days after which `other` does, and they share time. */
function meetsAfter(window: WeeklyWindow, other: WeeklyWindow, shift: number): boolean {
  if ((window.weekday + shift + 6) % 7 !== other.weekday - 1) return false;
  const a = minutes(window);
  const b = minutes(other);
  const offset = shift * dayMinutes;
  if (a.end <= b.start + offset || b.end + offset <= a.start) return false;
  const from = latest(window.validFrom, other.validFrom && later(other.validFrom, -shift));
  const to = earliest(window.validTo, other.validTo && later(other.validTo, -shift));
  return hasWeekday(window.weekday, from, to);
}

/** Whether two windows of one zone ever share time, the tail of a night and the dates of validity considered. */
const everMeet = (window: WeeklyWindow, other: WeeklyWindow): boolean =>
  [-1, 0, 1].some((shift) => meetsAfter(window, other, shift));

const isSame = (a: WeeklyWindow, b: WeeklyWindow): boolean =>
  a.weekday === b.weekday &&
  a.start === b.start &&
  a.end === b.end &&
  a.validFrom === b.validFrom &&
  a.validTo === b.validTo &&
  a.locationId === b.locationId;

/** What is wrong with windows that makes no sense at any location. */
export const weekErrors = (windows: readonly WeeklyWindow[]): FieldError[] =>
  windows.flatMap((window, index) => {
    const pointer = `/windows/${index}`;
    const { start, end, validFrom, validTo } = window;
    return [
      ...(isEmptyStretch(start, end)
        ? [fieldError(`${pointer}/end`, 'time.same_as', { other: 'start' })]
        : []),
      ...(windows.slice(0, index).some((earlier) => isSame(earlier, window))
        ? [fieldError(pointer, 'window.repeated')]
        : []),
      ...(validFrom !== null && validTo !== null && validFrom > validTo
        ? [fieldError(`${pointer}/validTo`, 'date.before', { other: 'validFrom' })]
        : []),
    ];
  });

/**
 * What is wrong with where the windows are: a location that does not exist, or two locations at once. Windows of
 * different zones are not compared: whether they meet would depend on the date, and a start that two locations offer
 * is booked at one of them only.
 *
 * @param zones the zone of each location that exists
 */
export const placeErrors = (
  windows: readonly WeeklyWindow[],
  zones: ReadonlyMap<number, string>,
): FieldError[] =>
  windows.flatMap((window, index) => {
    const pointer = `/windows/${index}`;
    const zone = zones.get(window.locationId);
    if (zone === undefined)
      return [fieldError(`${pointer}/locationId`, 'reference.unknown', { kind: 'location' })];
    const isElsewhere = windows
      .slice(0, index)
      .some(
        (earlier) =>
          earlier.locationId !== window.locationId &&
          zones.get(earlier.locationId) === zone &&
          everMeet(earlier, window),
      );
    return isElsewhere ? [fieldError(pointer, 'window.at_two_locations')] : [];
  });
