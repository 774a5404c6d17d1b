import { type Temporal } from 'temporal-polyfill';
import {
  type AvailabilityRules,
  freeStarts,
  type Interval,
  type RefusalCode,
  refusals,
  type WorkingRules,
  workingHours,
} from './availability.js';

/** What a doctor's hours at one location are. A doctor may work at several, each in its own zone. */
export interface Place extends WorkingRules {
  readonly locationId: number;
}

/** All that decides when a doctor can be booked, at whatever location. */
export interface DoctorRules extends Pick<AvailabilityRules, 'busy' | 'visit'> {
  /** The doctor's own location first */
  readonly places: readonly Place[];
}

/** A start with the location at which the visit takes place. */
export interface Start {
  /** Milliseconds since 1970 UTC */
  readonly at: number;
  readonly locationId: number;
}

/** A start that was looked at: where it is, and what stands against it. */
export interface Verdict {
  readonly place: Place;
  /** None exactly when the start is among {@link freeStartsOf} */
  readonly codes: readonly RefusalCode[];
}

/** How little is wrong with a start as far as the hours of a place go. The nearest miss is the one worth telling. */
const scheduleCodes: readonly RefusalCode[] = ['off_grid', 'closed', 'outside_hours'];

const missOf = ({ codes }: Verdict): number =>
  Math.max(...codes.map((code) => scheduleCodes.indexOf(code)), -1);

/** Those that are at a location; all of them where none is meant. */
export const placesAt = (places: readonly Place[], locationId: number | null | undefined): Place[] =>
  places.filter((place) => (locationId ?? place.locationId) === place.locationId);

/**
 * The starts in a range that can be booked, at all locations of the doctor.
 *
 * @returns in order of time; what two locations offer at once is offered at the first of them
 */
export function freeStartsOf(rules: DoctorRules, range: Interval, now: Temporal.Instant): Start[] {
  const { places, busy, visit } = rules;
  const known = new Set<number>();
  const starts: Start[] = [];
  for (const place of places) {
    for (const at of freeStarts({ ...place, busy, visit }, range, now)) {
      if (known.has(at)) continue;
      known.add(at);
      starts.push({ at, locationId: place.locationId });
    }
  }
  return places.length > 1 ? starts.sort((a, b) => a.at - b.at) : starts;
}

/** Judges a start at the location that offers it or, when none does, at the one that comes nearest to it. */
export function judge(rules: DoctorRules, at: number, now: Temporal.Instant): Verdict {
  const { places, busy, visit } = rules;
  const verdicts = places.map((place) => ({ place, codes: refusals({ ...place, busy, visit }, at, now) }));
  return verdicts.reduce((best, verdict) => (missOf(verdict) < missOf(best) ? verdict : best));
}

/** Whether a doctor works at a location during the whole of a visit. */
export const worksDuring = (places: readonly Place[], locationId: number, visit: Interval): boolean =>
  places
    .filter((place) => place.locationId === locationId)
    .flatMap((place) => workingHours(place, visit))
    .some(({ start, end }) => start <= visit.start && visit.end <= end);
