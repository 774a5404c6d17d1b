import { type Temporal } from 'temporal-polyfill';
import { busyWith, type Interval, isFarOff, type RefusalCode } from './availability.js';
import { type DoctorRules, judge, type Place } from './places.js';
import { occurrencesOf, type Recurrence } from './recurrence.js';

/** Which visits a series has. */
export interface SeriesDates {
  /** The first start, in milliseconds since 1970 UTC */
  readonly at: number;
  readonly recurrence: Recurrence;
  /** Numbers of the visits that are left out knowingly; the first is 1 */
  readonly skip?: readonly number[] | undefined;
}

/** A visit of a series that can be booked. */
export interface SeriesVisit {
  readonly locationId: number;
  readonly visit: Interval;
  /** The visit with its buffers */
  readonly busy: Interval;
}

/** A visit of a series that cannot be booked. */
export interface SeriesConflict {
  /** Its number; the first is 1 */
  readonly occurrence: number;
  readonly at: number;
  readonly code: RefusalCode | 'patient_busy';
}

/** A series looked at as a whole: it can be booked when nothing conflicts. */
export interface SeriesPlan {
  readonly visits: readonly SeriesVisit[];
  readonly conflicts: readonly SeriesConflict[];
}

interface Verdict {
  readonly place: Place;
  readonly code: SeriesConflict['code'] | undefined;
}

/**
 * Applies the rules of a single visit to each visit of a series.
 *
 * @param rules of the whole span of the series
 * @param elsewhere when the patient has other visits
 */
export function planSeries(
  rules: DoctorRules,
  { at: first, recurrence, skip = [] }: SeriesDates,
  elsewhere: readonly Interval[],
  now: Temporal.Instant,
): SeriesPlan {
  const length = rules.visit.durationMinutes * 60_000;
  const visitAt = (at: number): Interval => ({ start: at, end: at + length });
  const isElsewhere = ({ start, end }: Interval): boolean =>
    elsewhere.some((other) => other.start < end && start < other.end);
  const verdictOn = (at: number): Verdict => {
    const { place, codes } = judge(rules, at, now);
    if (isFarOff(at, now)) return { place, code: 'beyond_horizon' };
    return { place, code: codes[0] ?? (isElsewhere(visitAt(at)) ? 'patient_busy' : undefined) };
  };
  const { timeZone } = judge(rules, first, now).place;
  const visits: SeriesVisit[] = [];
  const conflicts: SeriesConflict[] = [];
  for (const [index, at] of occurrencesOf(first, recurrence, timeZone).entries()) {
    const occurrence = index + 1;
    if (skip.includes(occurrence)) continue;
    const { place, code } = verdictOn(at);
    if (code !== undefined) conflicts.push({ occurrence, at, code });
    else visits.push({ locationId: place.locationId, visit: visitAt(at), busy: busyWith(rules.visit, at) });
  }
  return { visits, conflicts };
}
