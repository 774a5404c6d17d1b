import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import { isZone } from '../../local-time.js';
import { calendarZoneUnknown, notACalendar } from '../locations.errors.js';
import { type Component, propertiesOf, textOf } from './calendar-text.js';
import { isRare, repeat } from './recurrence.js';

/** What a calendar's local times are of. */
export interface Zone {
  instantOf(local: Temporal.PlainDateTime): Temporal.Instant;
  localOf(instant: Temporal.Instant): Temporal.PlainDateTime;
}

/** Local times that daylight saving skips or repeats resolve as Temporal's "compatible". */
export const zoneNamed = (name: string): Zone => ({
  instantOf: (local) => local.toZonedDateTime(name).toInstant(),
  localOf: (instant) => instant.toZonedDateTimeISO(name).toPlainDateTime(),
});

/** The dates for which the rules of a zone are asked for. */
interface Dates {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

/**
 * The zones of one calendar, by the names that its times give them. Names of IANA are known by the system, better than
 * by a file that was written years ago; every other name is looked up in the calendar's own VTIMEZONEs, then among the
 * names of Windows (CLDR), and then without the prefix that some programs write before a name of IANA. What is none of
 * these is refused: a guess could close the wrong hours.
 *
 * @throws AppError `location.calendar_zone_unknown`
 */
export function zonesOf(definitions: readonly Component[], dates: Dates): (name: string) => Zone {
  const known = new Map<string, Zone>();
  return (name) => {
    const zone = known.get(name) ?? find(name, definitions, dates);
    known.set(name, zone);
    return zone;
  };
}

function find(name: string, definitions: readonly Component[], dates: Dates): Zone {
  if (isZone(name)) return zoneNamed(name);
  const definition = definitions.find((each) => textOf(each, 'tzid') === name);
  if (definition !== undefined) return definedBy(definition, dates);
  const [windows] = findIana(name);
  if (windows !== undefined && isZone(windows)) return zoneNamed(windows);
  const parts = name.split('/');
  const ends = parts.slice(1).map((_, index) => parts.slice(index + 1).join('/'));
  const iana = ends.find((end) => end !== '' && isZone(end));
  if (iana === undefined) throw calendarZoneUnknown(name);
  return zoneNamed(iana);
}

/** A change of the clocks, in the local time before it, and the offsets in seconds before and after it. */
interface Change {
  readonly at: Temporal.PlainDateTime;
  readonly from: number;
  readonly to: number;
}

/** A zone by its VTIMEZONE (RFC 5545, 3.6.5): clocks show what the last change before a time made them show. */
function definedBy(definition: Component, dates: Dates): Zone {
  const [, , observances] = definition;
  const changes = observances.flatMap((observance) => changesOf(observance, dates)).sort(byTime);
  const [first] = changes;
  if (first === undefined) throw notACalendar('a VTIMEZONE has no offset');
  const offsetAt = (local: Temporal.PlainDateTime): number =>
    changes.findLast((change) => Temporal.PlainDateTime.compare(newClock(change), local) <= 0)?.to ??
    first.from;
  const instantOf = (local: Temporal.PlainDateTime): Temporal.Instant =>
    local
      .subtract({ seconds: offsetAt(local) })
      .toZonedDateTime('UTC')
      .toInstant();
  const localOf = (instant: Temporal.Instant): Temporal.PlainDateTime => {
    const utc = instant.toZonedDateTimeISO('UTC').toPlainDateTime();
    const last = changes.findLast(
      ({ at, from }) => Temporal.PlainDateTime.compare(at.subtract({ seconds: from }), utc) <= 0,
    );
    return utc.add({ seconds: last?.to ?? first.from });
  };
  return { instantOf, localOf };
}

const byTime = (one: Change, other: Change): number => Temporal.PlainDateTime.compare(one.at, other.at);

/** The first local time after a change; those that it skips are still of the clock before it. */
const newClock = ({ at, from, to }: Change): Temporal.PlainDateTime =>
  at.add({ seconds: Math.max(0, to - from) });

function changesOf(observance: Component, { first, last }: Dates): Change[] {
  const [[, , , start] = []] = propertiesOf(observance, 'dtstart');
  const [from, to] = [secondsOf(observance, 'tzoffsetfrom'), secondsOf(observance, 'tzoffsetto')];
  let begin: Temporal.PlainDateTime;
  try {
    begin = Temporal.PlainDateTime.from(String(start), { overflow: 'reject' });
  } catch {
    throw notACalendar('a VTIMEZONE has no DTSTART');
  }
  const more = propertiesOf(observance, 'rdate').flatMap(([, , , ...values]) =>
    values.map((value) => Temporal.PlainDateTime.from(String(value))),
  );
  const rules = propertiesOf(observance, 'rrule').map(([, , , rule]) => rule);
  // The last change before the first date may be a year ago.
  const range = { from: first.subtract({ years: 2 }), to: last.add({ days: 2 }) };
  const found = rules.flatMap((rule) => {
    if (!isRare(rule)) throw notACalendar('a VTIMEZONE changes more than once a day');
    // UNTIL is in UTC, and the rule is of the clock before the change.
    return repeat(rule, begin, range, (until) => until.add({ seconds: from }));
  });
  return [begin, ...more, ...found].map((at) => ({ at, from, to }));
}

function secondsOf(observance: Component, name: string): number {
  const [, sign, hours, minutes, seconds = '0'] =
    /^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/.exec(textOf(observance, name)) ?? [];
  if (hours === undefined) throw notACalendar('a VTIMEZONE has no offset');
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return sign === '-' ? -size : size;
}
