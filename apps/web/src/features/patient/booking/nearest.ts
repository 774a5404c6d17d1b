import { type Availability, type Slot } from '../../../api/queries.js';

/** The free times nearest to one that is gone, in the order in which they come. */
export function nearestSlots(days: Availability['days'], start: string, count: number): Slot[] {
  const wanted = Date.parse(start);
  const distance = (slot: Slot) => Math.abs(Date.parse(slot.start) - wanted);
  return days
    .flatMap(({ slots }) => slots)
    .filter((slot) => Date.parse(slot.start) !== wanted)
    .toSorted((one, other) => distance(one) - distance(other))
    .slice(0, count)
    .toSorted((one, other) => Date.parse(one.start) - Date.parse(other.start));
}

export const isFree = (days: Availability['days'], start: string): boolean =>
  days.some(({ slots }) => slots.some((slot) => Date.parse(slot.start) === Date.parse(start)));
