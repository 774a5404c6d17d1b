import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import { type VisitMode } from '#libs/database';
import { type Words } from './words.js';

export interface TimedVisit {
  readonly startsAt: Date;
  /** IANA zone of the location */
  readonly timeZone: string;
  readonly mode: VisitMode;
}

/** A time with the zone that it is of, as a reader is shown it. */
export interface LabelledTime {
  readonly label: string;
  readonly text: string;
  readonly timeZone: string;
}

/** Far more than the zones of a clinic's locations and the languages of its readers come to. */
const formatters = new LRUCache<string, Intl.DateTimeFormat>({ max: 200 });

/** Making a formatter takes far longer than using it. */
function formatterOf(format: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([format, options]);
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(format, options);
  formatters.set(key, made);
  return made;
}

const clock = { hour: '2-digit', minute: '2-digit' } as const;
const dateAndClock = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  ...clock,
  timeZoneName: 'short',
} as const;

/** A time of the day alone, where the zone is told beside it. */
export const formatClock = (at: Date, timeZone: string, format: string): string =>
  formatterOf(format, { ...clock, timeZone }).format(at);

/** A date and a time with the zone's name: a reader elsewhere must not take it for their own. */
export function formatTime(at: Date, timeZone: string, format: string): string {
  const text = formatterOf(format, { ...dateAndClock, timeZone }).format(at);
  // A true minus sign, so that no line ends in the middle of "GMT−5".
  return text.replace(/-(?=\d{1,2}(?::\d\d)?$)/, '\u2212');
}

/** Dates from one to another, local to wherever they are meant. */
export function formatDates(from: string, to: string, format: string): string {
  const formatter = formatterOf(format, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return formatter.formatRange(new Date(from), new Date(to));
}

const offsetAt = (at: Date, timeZone: string): number =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds;

/**
 * The times to show for a visit. Who goes there reads the clinic's clock; who joins by video reads their own, and the
 * clinic's as well where it differs at that moment.
 *
 * @param ownZone of the reader, if it is known
 */
export function timesOf(
  visit: TimedVisit,
  ownZone: string | null,
  { labels, format }: Words,
): readonly [LabelledTime, ...LabelledTime[]] {
  const { startsAt, timeZone } = visit;
  const text = formatTime(startsAt, timeZone, format);
  if (visit.mode === 'in_person' || ownZone === null || ownZone === timeZone)
    return [{ label: labels.clinicTime, text, timeZone }];
  const own = { label: labels.yourTime, text: formatTime(startsAt, ownZone, format), timeZone: ownZone };
  const isSame = offsetAt(startsAt, ownZone) === offsetAt(startsAt, timeZone);
  return isSame ? [own] : [own, { label: labels.clinicTime, text, timeZone }];
}
