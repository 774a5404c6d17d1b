import { type Temporal } from 'temporal-polyfill';
import { minute } from '#libs/common';
import {
  busyWith,
  type DoctorRules,
  type Interval,
  isFarOff,
  assessStart,
  type LocationHours,
  type RefusalCode,
  overlaps,
} from '../availability/index.js';
import { occurrencesOf, type Recurrence } from './recurrence.js';

/** Which visits a series has. */
export interface SeriesDates {
  /** The first start, in milliseconds since 1970 UTC */
  readonly at: number;
  readonly recurrence: Recurrence;
  /** Numbers of the visits that the caller leaves out; the first is 1 */
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
export interface AssessedSeries {
  readonly visits: readonly SeriesVisit[];
  readonly conflicts: readonly SeriesConflict[];
}

/** What the rules say of one start. */
interface Assessment {
  readonly location: LocationHours;
  readonly code: SeriesConflict['code'] | undefined;
}

/**
 * Applies the rules of a single visit to each visit of a series.
 *
 * @param rules of the whole span of the series
 * @param elsewhere when the patient has other visits
 */
export function assessSeries(
  rules: DoctorRules,
  { at: first, recurrence, skip = [] }: SeriesDates,
  elsewhere: readonly Interval[],
  now: Temporal.Instant,
): AssessedSeries {
  const length = rules.visit.durationMinutes * minute;
  const visitAt = (at: number): Interval => ({ start: at, end: at + length });
  const isElsewhere = (visit: Interval): boolean => elsewhere.some((other) => overlaps(other, visit));
  const assess = (at: number): Assessment => {
    const { location, codes } = assessStart(rules, at, now);
    if (isFarOff(at, now)) return { location, code: 'beyond_horizon' };
    return { location, code: codes[0] ?? (isElsewhere(visitAt(at)) ? 'patient_busy' : undefined) };
  };
  const { timeZone } = assessStart(rules, first, now).location;
  const visits: SeriesVisit[] = [];
  const conflicts: SeriesConflict[] = [];
  for (const [index, at] of occurrencesOf(first, recurrence, timeZone).entries()) {
    const occurrence = index + 1;
    if (skip.includes(occurrence)) continue;
    const { location, code } = assess(at);
    if (code !== undefined) conflicts.push({ occurrence, at, code });
    else
      visits.push({ locationId: location.locationId, visit: visitAt(at), busy: busyWith(rules.visit, at) });
  }
  return { visits, conflicts };
}
