import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type Closure } from './closures.repository.js';
import { calendarTooLarge, calendarZoneUnknown, notACalendar } from './doctors.errors.js';
import { isZone, timeOf } from './local-time.js';

/** How far ahead a calendar is read: as far as anything can be booked. */
const daysAhead = 730;
const mostDates = 1000;
const mostRules = 200;
const longestName = 200;

/** Bounds for one recurrence rule; a sane one needs far less, and one that never comes true stops here. */
const ruleBounds = { maxIterations: 2000, maxCandidateEvaluations: 20_000, cache: false } as const;

type NewClosure = Omit<Closure, 'id'>;

/** A property of jCal (RFC 7265), the JSON form of iCalendar: name, parameters, type, values. */
type Property = readonly [string, Readonly<Record<string, unknown>>, string, ...unknown[]];
type Component = readonly [string, readonly Property[], readonly Component[]];

/** A time of an event: a date, or an instant with the zone in which the event recurs. */
type Moment = Temporal.PlainDate | Temporal.ZonedDateTime;

/** The dates from today to the end of what is read, both included, and the zone that they are of. */
interface Scope {
  readonly timeZone: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

const isDate = (moment: Moment): moment is Temporal.PlainDate => moment instanceof Temporal.PlainDate;

/** Equal for two moments that mean the same, whatever zones they are written in. */
const keyOf = (moment: Moment): string =>
  isDate(moment) ? moment.toString() : String(moment.epochMilliseconds);

function componentsOf(text: string): Component[] {
  let parsed: unknown;
  try {
    // Windows programs begin a file with a byte order mark.
    parsed = ICAL.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw notACalendar('it is not in iCalendar format');
  }
  // One calendar, or a list of them.
  const list = parsed as Component | readonly Component[];
  const calendars = typeof list[0] === 'string' ? [list as Component] : (list as readonly Component[]);
  if (calendars.length === 0 || calendars.some(([name]) => name !== 'vcalendar'))
    throw notACalendar('it has no VCALENDAR');
  return calendars.flatMap(([, , inner]) => inner.filter(([name]) => name === 'vevent'));
}

const allOf = ([, properties]: Component, name: string): Property[] =>
  properties.filter(([known]) => known === name);

const textOf = (event: Component, name: string): string => {
  const [property] = allOf(event, name);
  return typeof property?.[3] === 'string' ? property[3].trim() : '';
};

/** The moments that properties of some name hold. */
function momentsOf(event: Component, name: string, { timeZone }: Scope): Moment[] {
  return allOf(event, name).flatMap(([, { tzid }, type, ...values]) =>
    values.map((value) => {
      // A period counts by its start.
      const text = String(Array.isArray(value) ? value[0] : value);
      try {
        if (type === 'date') return Temporal.PlainDate.from(text);
        if (text.endsWith('Z')) return Temporal.Instant.from(text).toZonedDateTimeISO('UTC');
        return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(
          zoneOf(tzid, timeZone),
        );
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw notACalendar(`${name.toUpperCase()} is no date or time`);
      }
    }),
  );
}

/**
 * Zones are known by their IANA names; a time without one is local, wherever the calendar is used. Other names, such as
 * those of Windows, are refused: a guess could close the wrong hours.
 */
function zoneOf(tzid: unknown, local: string): string {
  if (tzid === undefined) return local;
  const name = typeof tzid === 'string' ? tzid : '';
  if (isZone(name)) return name;
  throw calendarZoneUnknown(name);
}

/** How long an event lasts; RFC 5545 gives one without an end a day, or no time at all. */
function lengthOf(event: Component, start: Moment, scope: Scope): Temporal.Duration {
  const [end] = momentsOf(event, 'dtend', scope);
  const duration = textOf(event, 'duration');
  const none = Temporal.Duration.from(isDate(start) ? { days: 1 } : { seconds: 0 });
  let length = none;
  if (end !== undefined) {
    if (isDate(start) !== isDate(end)) throw notACalendar('DTSTART and DTEND differ in kind');
    length = isDate(start)
      ? start.until(end)
      : Temporal.Duration.from({
          milliseconds: (end as Temporal.ZonedDateTime).epochMilliseconds - start.epochMilliseconds,
        });
  } else if (duration !== '') {
    length = readDuration(duration);
  }
  if (length.sign < 0) throw notACalendar('an event ends before it starts');
  // Some programs write the same date twice for one day.
  return length.sign === 0 ? none : length;
}

function readDuration(text: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(text);
  } catch {
    throw notACalendar('DURATION cannot be read');
  }
}

/** When an event starts: once, or as its rules say, as far as an occurrence can reach into the dates that are read. */
function startsOf(event: Component, start: Moment, length: Temporal.Duration, scope: Scope): Moment[] {
  const rules = allOf(event, 'rrule').map(([, , , rule]) => rule);
  const more = momentsOf(event, 'rdate', scope);
  if (rules.length === 0) return [start, ...more];
  const anchor = isDate(start) ? start.toZonedDateTime('UTC') : start;
  // A day's margin on both sides: the zones of event and location may be that far apart.
  const from = scope.first.toZonedDateTime('UTC').subtract(length).subtract({ days: 1 });
  const to = scope.last.toZonedDateTime('UTC').add({ days: 2 });
  const found = rules.flatMap((rule) => occurrences(rule, anchor, from, to));
  return [...found.map((at) => (isDate(start) ? at.toPlainDate() : at)), ...more];
}

/** RRULE parts that make several starts of one day; no holiday has them. */
const partsOfDays = ['byhour', 'byminute', 'bysecond'];

function occurrences(
  rule: unknown,
  dtstart: Temporal.ZonedDateTime,
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
): Temporal.ZonedDateTime[] {
  const parts = rule as Readonly<Record<string, unknown>>;
  const isRare = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(String(parts.freq));
  if (!isRare || partsOfDays.some((name) => name in parts))
    throw calendarTooLarge('an event recurs more than once a day');
  let recurrence;
  try {
    const rruleString = ICAL.Recur.fromData(parts).toString();
    recurrence = new RRuleTemporal({ rruleString, dtstart, temporal: Temporal, ...ruleBounds });
  } catch {
    throw notACalendar('RRULE makes no sense');
  }
  try {
    return recurrence.between(from, to, true);
  } catch {
    throw calendarTooLarge('an event recurs too often');
  }
}

/** The closures of one date or several, for an event that starts at `start`. */
function closuresOf(
  name: string,
  start: Moment,
  length: Temporal.Duration,
  { timeZone, first, last }: Scope,
): NewClosure[] {
  const begin = isDate(start) ? start : start.withTimeZone(timeZone);
  const end = isDate(begin) ? begin.add(length) : begin.add(length);
  const [firstDate, lastDate] = isDate(begin)
    ? [begin, end.subtract({ days: 1 }) as Temporal.PlainDate]
    : [begin.toPlainDate(), (end as Temporal.ZonedDateTime).toPlainDate()];
  const closures: NewClosure[] = [];
  let date = later(firstDate, first);
  for (; Temporal.PlainDate.compare(date, lastDate) <= 0; date = date.add({ days: 1 })) {
    if (Temporal.PlainDate.compare(date, last) > 0) break;
    const hours = isDate(begin) ? { start: null, end: null } : hoursOn(date, begin, end as typeof begin);
    if (hours !== undefined) closures.push({ date: date.toString(), name, ...hours });
    if (closures.length > mostDates) throw calendarTooLarge(`it has more than ${mostDates} dates`);
  }
  return closures;
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a;

/**
 * The part of a date that lies between two times, in whole minutes that cover it. The whole of it is 00:00–00:00 and
 * not the whole day: that would take the night shift of the date with it, which goes on after midnight.
 */
function hoursOn(
  date: Temporal.PlainDate,
  begin: Temporal.ZonedDateTime,
  end: Temporal.ZonedDateTime,
): { start: string; end: string } | undefined {
  const minuteOf = ({ hour, minute }: Temporal.ZonedDateTime): number => hour * 60 + minute;
  const isFirst = date.equals(begin.toPlainDate());
  const isLast = date.equals(end.toPlainDate());
  const from = isFirst ? minuteOf(begin) : 0;
  const isRound = end.second === 0 && end.millisecond === 0;
  const to = isLast ? minuteOf(end) + (isRound ? 0 : 1) : 24 * 60;
  if (isLast && (to === 0 || begin.epochMilliseconds === end.epochMilliseconds)) return undefined;
  // In the hour that autumn repeats, a time may read later than one that follows it.
  const until = to > from ? to : from + 60;
  return { start: timeOf(from), end: timeOf(until % (24 * 60)) };
}

/**
 * Reads the closures of a holiday calendar in iCalendar format (RFC 5545), from today to 730 days ahead.
 *
 * An event of whole days closes each of its dates; one with times closes its hours, on each date of the location that
 * it touches. Recurring events are expanded, cancelled ones left out; what two events close alike counts once.
 *
 * @param timeZone the location's zone, in which local times without a zone are meant
 * @param today the first date that is wanted
 * @returns in order of date
 * @throws AppError `location.not_a_calendar`, `location.calendar_zone_unknown`; `location.calendar_too_large` for more
 *   than 1,000 dates or 200 recurring events
 */
export function readHolidays(text: string, timeZone: string, today: Temporal.PlainDate): NewClosure[] {
  const scope: Scope = { timeZone, first: today, last: today.add({ days: daysAhead }) };
  const events = componentsOf(text);
  if (events.filter((event) => allOf(event, 'rrule').length > 0).length > mostRules)
    throw calendarTooLarge(`more than ${mostRules} events recur`);
  const replaced = replacedOccurrences(events, scope);
  const closures = new Map<string, NewClosure>();
  let dates = 0;
  for (const event of events) {
    for (const closure of closuresOfEvent(event, replaced, scope)) {
      // Repeated dates count too: a calendar of nothing else is work all the same.
      dates += 1;
      if (dates > mostDates) throw calendarTooLarge(`it has more than ${mostDates} dates`);
      const key = `${closure.date} ${String(closure.start)} ${String(closure.end)}`;
      if (!closures.has(key)) closures.set(key, closure);
    }
  }
  return [...closures.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** By the UID of an event: its occurrences that another event stands for, be it cancelled or moved. */
function replacedOccurrences(events: readonly Component[], scope: Scope): Map<string, Set<string>> {
  const replaced = new Map<string, Set<string>>();
  for (const event of events) {
    const uid = textOf(event, 'uid');
    for (const moment of momentsOf(event, 'recurrence-id', scope)) {
      replaced.set(uid, (replaced.get(uid) ?? new Set()).add(keyOf(moment)));
    }
  }
  return replaced;
}

function closuresOfEvent(
  event: Component,
  replaced: ReadonlyMap<string, ReadonlySet<string>>,
  scope: Scope,
): NewClosure[] {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return [];
  const [start] = momentsOf(event, 'dtstart', scope);
  if (start === undefined) throw notACalendar('an event has no DTSTART');
  // Cutting may halve a character of two units, which is no text any more.
  const name = textOf(event, 'summary').slice(0, longestName).toWellFormed() || 'Closed';
  const length = lengthOf(event, start, scope);
  const isReplacement = allOf(event, 'recurrence-id').length > 0;
  const gone = new Set([
    ...momentsOf(event, 'exdate', scope).map(keyOf),
    ...((isReplacement ? undefined : replaced.get(textOf(event, 'uid'))) ?? []),
  ]);
  return startsOf(event, start, length, scope)
    .filter((at) => !gone.has(keyOf(at)) && !gone.has(dateKeyOf(at)))
    .flatMap((at) => closuresOf(name, at, length, scope));
}

/** Some programs exclude the occurrences of a timed event by date. */
const dateKeyOf = (moment: Moment): string => (isDate(moment) ? keyOf(moment) : keyOf(moment.toPlainDate()));
