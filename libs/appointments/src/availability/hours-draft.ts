import { type DayChange, type Window } from './availability.js';
import { type LocationHours } from './location-hours.js';

/** A change of a doctor's hours that is not written yet: another week, or one more exception. */
export type HoursDraft =
  | { readonly windows: readonly (Window & { readonly locationId: number })[] }
  | {
      readonly change: DayChange & {
        /** Where extra time is spent; null for closed time, which is closed everywhere */
        readonly locationId: number | null;
      };
    };

/** The locations that a draft names. */
export function locationIdsOf(draft: HoursDraft): number[] {
  if ('windows' in draft) return [...new Set(draft.windows.map(({ locationId }) => locationId))];
  return draft.change.locationId === null ? [] : [draft.change.locationId];
}

/**
 * A doctor's hours as they would be with a draft.
 *
 * @param locations with every location that the draft names
 */
export const withDraft = (locations: readonly LocationHours[], draft: HoursDraft): LocationHours[] =>
  locations.map((location) => {
    if ('windows' in draft)
      return {
        ...location,
        windows: draft.windows.filter(({ locationId }) => locationId === location.locationId),
      };
    const { locationId, ...change } = draft.change;
    const isHere = locationId === null || locationId === location.locationId;
    return isHere ? { ...location, changes: [...location.changes, change] } : location;
  });
