import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { calendarTooLarge, notACalendar } from '../locations.errors.js';

/** Bounds for one recurrence rule; a sane one needs far less, and one that never comes true stops here. */
const ruleBounds = { maxIterations: 2000, maxCandidateEvaluations: 20_000, cache: false } as const;

/** RRULE parts that make several starts of one day; no holiday has them. */
const partsOfDays = ['byhour', 'byminute', 'bysecond'];

type Parts = Readonly<Record<string, unknown>>;

/** Whether a rule recurs once a day at most. */
export function isRare(rule: unknown): boolean {
  const parts = rule as Parts;
  const isDaily = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(String(parts.freq));
  return isDaily && !partsOfDays.some((name) => name in parts);
}

/**
 * The local times that a rule makes. Rules are about what a clock on the wall shows (RFC 5545, 3.8.5.3), so they are
 * followed without a zone, and only UNTIL is turned from UTC into local time.
 *
 * @param rule of jCal, one that {@link isRare}
 * @throws AppError `location.not_a_calendar`, `location.calendar_too_large`
 */
export function repeat(
  rule: unknown,
  begin: Temporal.PlainDateTime,
  range: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate },
  localOf: (utc: Temporal.PlainDateTime) => Temporal.PlainDateTime,
): Temporal.PlainDateTime[] {
  const dtstart = begin.toZonedDateTime('UTC');
  let recurrence;
  try {
    const rruleString = ICAL.Recur.fromData(withLocalEnd(rule as Parts, localOf)).toString();
    recurrence = new RRuleTemporal({ rruleString, dtstart, temporal: Temporal, ...ruleBounds });
  } catch {
    throw notACalendar('RRULE makes no sense');
  }
  try {
    const [from, to] = [range.from.toZonedDateTime('UTC'), range.to.toZonedDateTime('UTC')];
    return recurrence.between(from, to, true).map((at) => at.toPlainDateTime());
  } catch {
    throw calendarTooLarge('an event recurs too often');
  }
}

function withLocalEnd(parts: Parts, localOf: (utc: Temporal.PlainDateTime) => Temporal.PlainDateTime): Parts {
  const { until } = parts;
  if (typeof until !== 'string' || !until.endsWith('Z')) return parts;
  const local = localOf(Temporal.PlainDateTime.from(until.slice(0, -1)));
  return { ...parts, until: `${local.toString({ smallestUnit: 'second' })}Z` };
}
