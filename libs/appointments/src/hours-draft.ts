import { type DayChange, type Window } from './availability.js';
import { type Place } from './places.js';

/** Hours that somebody thinks of, and that are written nowhere yet: another week, or one more exception. */
export type HoursDraft =
  | { readonly windows: readonly (Window & { readonly locationId: number })[] }
  | {
      readonly change: DayChange & {
        /** Where extra time is spent; null for closed time, which is closed everywhere */
        readonly locationId: number | null;
      };
    };

/** The locations that a draft speaks of. */
export function locationIdsOf(draft: HoursDraft): number[] {
  if ('windows' in draft) return [...new Set(draft.windows.map(({ locationId }) => locationId))];
  return draft.change.locationId === null ? [] : [draft.change.locationId];
}

/** A doctor's hours as they would be with a draft, whose locations have to be among the places. */
export const withDraft = (places: readonly Place[], draft: HoursDraft): Place[] =>
  places.map((place) => {
    if ('windows' in draft)
      return {
        ...place,
        windows: draft.windows.filter(({ locationId }) => locationId === place.locationId),
      };
    const { locationId, ...change } = draft.change;
    const isHere = locationId === null || locationId === place.locationId;
    return isHere ? { ...place, changes: [...place.changes, change] } : place;
  });
