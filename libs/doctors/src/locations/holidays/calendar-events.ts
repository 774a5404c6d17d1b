import { Temporal } from 'temporal-polyfill';
import { calendarTooLarge, notACalendar } from '../locations.errors.js';
import { type Component, propertiesOf, textOf } from './calendar-text.js';
import { type Zone, zoneNamed } from './calendar-zones.js';
import { isRare, repeat } from './recurrence.js';

/** A time of an event by the clock of the zone in which the event recurs. */
export interface Timed {
  readonly local: Temporal.PlainDateTime;
  readonly instant: Temporal.Instant;
  readonly zone: Zone;
}

/** When an event starts or ends: a date, or a time. */
export type Moment = Temporal.PlainDate | Timed;

/** The dates that are read, both included, the zone that they are of, and the zones that the calendar knows. */
export interface Reading {
  readonly timeZone: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
  readonly zoneOf: (name: string) => Zone;
}

export const isDate = (moment: Moment): moment is Temporal.PlainDate => moment instanceof Temporal.PlainDate;

/** Equal for two moments that mean the same, whatever zones they are written in. */
export const keyOf = (moment: Moment): string =>
  isDate(moment) ? moment.toString() : String(moment.instant.epochMilliseconds);

const timed = (local: Temporal.PlainDateTime, zone: Zone): Timed => ({
  local,
  zone,
  instant: zone.instantOf(local),
});

/** The moments that properties of some name hold. */
export function momentsOf(event: Component, name: string, { timeZone, zoneOf }: Reading): Moment[] {
  return propertiesOf(event, name).flatMap(([, { tzid }, type, ...values]) =>
    values.map((value) => {
      // A period counts by its start.
      const text = String(Array.isArray(value) ? value[0] : value);
      try {
        if (type === 'date') return Temporal.PlainDate.from(text);
        // A time without a zone is local, wherever the calendar is used.
        const zone = tzid === undefined ? zoneNamed(timeZone) : zoneOf(typeof tzid === 'string' ? tzid : '');
        const isUtc = text.endsWith('Z');
        const local = Temporal.PlainDateTime.from(isUtc ? text.slice(0, -1) : text, { overflow: 'reject' });
        return timed(local, isUtc ? zoneNamed('UTC') : zone);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw notACalendar(`${name.toUpperCase()} is no date or time`);
      }
    }),
  );
}

/** How long an event lasts; RFC 5545 gives one without an end a day, or no time at all. */
export function lengthOf(event: Component, start: Moment, reading: Reading): Temporal.Duration {
  const [end] = momentsOf(event, 'dtend', reading);
  const duration = textOf(event, 'duration');
  const none = Temporal.Duration.from(isDate(start) ? { days: 1 } : { seconds: 0 });
  let length = none;
  if (end !== undefined) {
    if (isDate(start) !== isDate(end)) throw notACalendar('DTSTART and DTEND differ in kind');
    length = isDate(start) ? start.until(end as Temporal.PlainDate) : between(start, end as Timed);
  } else if (duration !== '') {
    length = readDuration(duration);
  }
  if (length.sign < 0) throw notACalendar('an event ends before it starts');
  // Some programs write the same date twice for one day.
  return length.sign === 0 ? none : length;
}

const between = (start: Timed, end: Timed): Temporal.Duration =>
  Temporal.Duration.from({ milliseconds: end.instant.epochMilliseconds - start.instant.epochMilliseconds });

function readDuration(text: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(text);
  } catch {
    throw notACalendar('DURATION cannot be read');
  }
}

export const doesRecur = (event: Component): boolean => propertiesOf(event, 'rrule').length > 0;

/** When an event starts: once, or as its rules say, as far as an occurrence can reach into the dates that are read. */
export function startsOf(
  event: Component,
  start: Moment,
  length: Temporal.Duration,
  reading: Reading,
): Moment[] {
  const rules = propertiesOf(event, 'rrule').map(([, , , rule]) => rule);
  const more = momentsOf(event, 'rdate', reading);
  if (rules.length === 0) return [start, ...more];
  if (!rules.every(isRare)) throw calendarTooLarge('an event recurs more than once a day');
  // A day's margin on both sides: the zones of event and location may be that far apart.
  const earliest = reading.first.toZonedDateTime('UTC').subtract(length).subtract({ days: 1 });
  const range = { from: earliest.toPlainDate(), to: reading.last.add({ days: 2 }) };
  const begin = isDate(start) ? start.toPlainDateTime() : start.local;
  const localOf = (utc: Temporal.PlainDateTime): Temporal.PlainDateTime =>
    isDate(start) ? utc : start.zone.localOf(utc.toZonedDateTime('UTC').toInstant());
  const found = rules.flatMap((rule) => repeat(rule, begin, range, localOf));
  return [...found.map((at) => (isDate(start) ? at.toPlainDate() : timed(at, start.zone))), ...more];
}
