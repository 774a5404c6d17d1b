import { createHash } from 'node:crypto';
import { type Temporal } from 'temporal-polyfill';
import { AppError, tidyLine } from '#libs/common';
import { calendarTooLarge, notACalendar } from '../locations.errors.js';
import {
  doesRecur,
  isDate,
  keyOf,
  lengthOf,
  type Moment,
  momentsOf,
  type Reading,
  startsOf,
} from './calendar-events.js';
import {
  type CalendarText,
  type Component,
  parse,
  propertiesOf,
  takeApart,
  textOf,
} from './calendar-text.js';
import { zonesOf } from './calendar-zones.js';
import { closedTimes, type ClosedTime } from './closed-times.js';

/** How far ahead a calendar is read: as far as anything can be booked. */
const daysAhead = 730;
const mostDates = 1000;
const mostRules = 200;
const longestName = 200;
const longestUid = 500;

/** A closure as a calendar wants it. */
export interface Holiday extends ClosedTime {
  readonly name: string;
  /** Of the event that it comes from; the same in the next edition of the file */
  readonly uid: string;
  /** Which occurrence of the event it is: empty for one that does not recur */
  readonly occurrence: string;
}

/** An event that could not be read. */
export interface UnreadableEvent {
  readonly name: string;
  readonly uid: string;
  readonly reason: 'malformed' | 'zone_unknown' | 'recurs_too_often';
  /** For people who can read iCalendar */
  readonly detail: string;
}

export interface HolidayCalendar {
  /** What the calendar calls itself, if it does */
  readonly name: string;
  /** In order of date */
  readonly holidays: readonly Holiday[];
  /** Of every event that could be read, also of those that are cancelled or close nothing */
  readonly uids: ReadonlySet<string>;
  readonly unreadable: readonly UnreadableEvent[];
}

const reasons: Readonly<Record<string, UnreadableEvent['reason']>> = {
  'location.calendar_zone_unknown': 'zone_unknown',
  'location.calendar_too_large': 'recurs_too_often',
};

// Cutting may halve a character of two units, which is no text any more.
const nameOf = (text: string): string => tidyLine(text).slice(0, longestName).toWellFormed();

/** An event without a UID is the one that is called so; a UID that is no name but a text is known by its digest. */
function uidOf(calendar: string, given: string, name: string): string {
  const uid = given || `${calendar}\n${name}`;
  return uid.length <= longestUid ? uid : createHash('sha256').update(uid).digest('base64url');
}

/**
 * Reads the closures of a holiday calendar in iCalendar format (RFC 5545), from today to 730 days ahead.
 *
 * An event of whole days closes each of its dates; one with times closes its hours, on each date of the location that
 * it touches. Recurring events are expanded, cancelled ones left out; what two events close alike counts once. An event
 * that cannot be read is listed, and the others are taken.
 *
 * @param timeZone the location's zone, in which local times without a zone are meant
 * @param today the first date that is wanted
 * @throws AppError `location.not_a_calendar`; `location.calendar_too_large` for more than 1,000 dates or 200 recurring
 *   events; what is wrong with the first event when there are events and none can be read
 */
export function readHolidays(text: string, timeZone: string, today: Temporal.PlainDate): HolidayCalendar {
  const calendar = takeApart(text);
  const dates = { first: today, last: today.add({ days: daysAhead }) };
  const reading: Reading = { timeZone, ...dates, zoneOf: zonesOf(calendar.timeZones, dates) };
  const { events, errors } = parseEvents(calendar);
  if (events.filter(doesRecur).length > mostRules)
    throw calendarTooLarge(`more than ${mostRules} events recur`);
  const replaced = replacedOccurrences(events, reading);
  const holidays = new Map<string, Holiday>();
  const uids = new Set<string>();
  let count = 0;
  for (const event of events) {
    const name = nameOf(textOf(event, 'summary'));
    const uid = uidOf(calendar.name, textOf(event, 'uid'), name);
    const found = attempt(errors, { name, uid }, () => closuresOfEvent(event, replaced, reading));
    if (found === undefined) continue;
    uids.add(uid);
    // Repeated dates count too: a calendar of nothing else is work all the same.
    count += found.length;
    if (count > mostDates) throw calendarTooLarge(`it has more than ${mostDates} dates`);
    for (const closure of found) {
      const key = `${closure.date} ${String(closure.start)} ${String(closure.end)}`;
      if (!holidays.has(key)) holidays.set(key, { ...closure, uid, name: name || 'Closed' });
    }
  }
  const [first] = errors;
  if (first !== undefined && uids.size === 0) throw first.error;
  return {
    name: nameOf(calendar.name),
    holidays: [...holidays.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    uids,
    unreadable: errors.map(({ event, error }) => ({
      ...event,
      reason: reasons[error.code] ?? 'malformed',
      detail: error.message,
    })),
  };
}

interface EventError {
  readonly event: { readonly name: string; readonly uid: string };
  readonly error: AppError;
}

/** @returns undefined when the event cannot be read, which is noted */
function attempt<T>(errors: EventError[], event: EventError['event'], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    errors.push({ event, error });
    return undefined;
  }
}

function parseEvents({ name: calendar, events }: CalendarText): {
  readonly events: readonly Component[];
  readonly errors: EventError[];
} {
  const errors: EventError[] = [];
  const parsed = events.map((text) => {
    const line = (property: string): string =>
      new RegExp(`^${property}[^:\r\n]*:([^\r\n]*)`, 'im').exec(text)?.[1]?.trim() ?? '';
    const name = nameOf(line('SUMMARY'));
    const event = { name, uid: uidOf(calendar, line('UID'), name) };
    return attempt(errors, event, () => parse(text) as Component);
  });
  return { events: parsed.filter((event) => event !== undefined), errors };
}

/** By the UID of an event: its occurrences that another event stands for, be it cancelled or moved. */
function replacedOccurrences(events: readonly Component[], reading: Reading): Map<string, Set<string>> {
  const replaced = new Map<string, Set<string>>();
  for (const event of events) {
    const uid = textOf(event, 'uid');
    // One that cannot be read is told of when its turn comes.
    const moments = attempt([], { name: '', uid }, () => momentsOf(event, 'recurrence-id', reading)) ?? [];
    for (const moment of moments) replaced.set(uid, (replaced.get(uid) ?? new Set()).add(keyOf(moment)));
  }
  return replaced;
}

function closuresOfEvent(
  event: Component,
  replaced: ReadonlyMap<string, ReadonlySet<string>>,
  reading: Reading,
): Omit<Holiday, 'name' | 'uid'>[] {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return [];
  const [start] = momentsOf(event, 'dtstart', reading);
  if (start === undefined) throw notACalendar('an event has no DTSTART');
  const length = lengthOf(event, start, reading);
  const [replacing] = momentsOf(event, 'recurrence-id', reading);
  const gone = new Set([
    ...momentsOf(event, 'exdate', reading).map(keyOf),
    ...((replacing === undefined ? replaced.get(textOf(event, 'uid')) : undefined) ?? []),
  ]);
  const isSeries = doesRecur(event) || propertiesOf(event, 'rdate').length > 0;
  const starts = startsOf(event, start, length, reading).filter(
    (at) => !gone.has(keyOf(at)) && !gone.has(dateKeyOf(at)),
  );
  const closures: Omit<Holiday, 'name' | 'uid'>[] = [];
  for (const at of starts) {
    const occurrence = replacing === undefined ? (isSeries ? keyOf(at) : '') : keyOf(replacing);
    closures.push(...closedTimes(at, length, reading).map((time) => ({ ...time, occurrence })));
    if (closures.length > mostDates) throw calendarTooLarge(`an event has more than ${mostDates} dates`);
  }
  return closures;
}

/** Some programs exclude the occurrences of a timed event by date. */
const dateKeyOf = (moment: Moment): string => keyOf(isDate(moment) ? moment : moment.local.toPlainDate());
