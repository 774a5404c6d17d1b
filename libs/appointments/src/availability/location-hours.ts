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

/** A doctor's hours at one location. A doctor may work at several, each in its own zone. */
export interface LocationHours extends WorkingRules {
  readonly locationId: number;
}

/** All that decides when a doctor can be booked, at all locations. */
export interface DoctorRules extends Pick<AvailabilityRules, 'busy' | 'visit'> {
  /** The doctor's own location first */
  readonly locations: readonly LocationHours[];
}

/** A start with the location at which the visit takes place. */
export interface Start {
  /** Milliseconds since 1970 UTC */
  readonly at: number;
  readonly locationId: number;
}

/** A start with the reasons against it. */
export interface AssessedStart {
  /** Where the visit would take place */
  readonly location: LocationHours;
  /** None exactly when the start is among {@link freeStartsOf} */
  readonly codes: readonly RefusalCode[];
}

/** What a location can have against a start, the nearest miss first: that is the one to tell. */
const locationCodes: readonly RefusalCode[] = ['off_grid', 'closed', 'retired', 'outside_hours'];

/** A location that has retired and has no hours at that time either is farther off than one with either alone. */
const missOf = ({ codes }: AssessedStart): number =>
  codes.reduce((sum, code) => sum + locationCodes.indexOf(code) + 1, 0);

/** A doctor's hours at one location; those at all locations where none is meant. */
export const hoursAt = (
  locations: readonly LocationHours[],
  locationId: number | null | undefined,
): LocationHours[] =>
  locations.filter((location) => (locationId ?? location.locationId) === location.locationId);

/**
 * The starts in a range that can be booked, at all locations of the doctor.
 *
 * @returns in order of time; what two locations offer at once is offered at the first of them
 */
export function freeStartsOf(rules: DoctorRules, range: Interval, now: Temporal.Instant): Start[] {
  const { locations, busy, visit } = rules;
  const known = new Set<number>();
  const starts: Start[] = [];
  for (const location of locations) {
    for (const at of freeStarts({ ...location, busy, visit }, range, now)) {
      if (known.has(at)) continue;
      known.add(at);
      starts.push({ at, locationId: location.locationId });
    }
  }
  return locations.length > 1 ? starts.sort((a, b) => a.at - b.at) : starts;
}

/** Applies every rule to a start, at the location that offers it or, when none does, at the one that comes nearest to it. */
export function assessStart(rules: DoctorRules, at: number, now: Temporal.Instant): AssessedStart {
  const { locations, busy, visit } = rules;
  const assessed = locations.map((location) => ({
    location,
    codes: refusals({ ...location, busy, visit }, at, now),
  }));
  return assessed.reduce((best, start) => (missOf(start) < missOf(best) ? start : best));
}

/** Whether a doctor works at a location during the whole of a visit. */
export const worksDuring = (
  locations: readonly LocationHours[],
  locationId: number,
  visit: Interval,
): boolean =>
  locations
    .filter((location) => location.locationId === locationId)
    .flatMap((location) => workingHours(location, visit))
    .some(({ start, end }) => start <= visit.start && visit.end <= end);
