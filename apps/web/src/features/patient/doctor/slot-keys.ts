import { type Availability, type Slot } from '../../../api/queries.js';

type Day = Availability['days'][number];

export interface Place {
  readonly day: Day;
  readonly slot: Slot;
}

const dayMilliseconds = 86_400_000;

export function placeOf(days: readonly Day[], start: string | undefined): Place | undefined {
  for (const day of days) {
    const slot = day.slots.find((each) => each.start === start);
    if (slot !== undefined) return { day, slot };
  }
  return undefined;
}

/** The time of another day that is nearest to this one on the clock. */
function across({ slot }: Place, day: Day, daysLater: number): Place | undefined {
  const wanted = Date.parse(slot.start) + daysLater * dayMilliseconds;
  const distance = ({ start }: Slot) => Math.abs(Date.parse(start) - wanted);
  const [nearest] = day.slots.toSorted((one, other) => distance(one) - distance(other));
  return nearest === undefined ? undefined : { day, slot: nearest };
}

/** The nearest day that has times, looking from `index` in one direction. */
function seek(days: readonly Day[], from: Place, index: number, step: 1 | -1): Place | undefined {
  const here = days.indexOf(from.day);
  for (let at = index; at >= 0 && at < days.length; at += step) {
    const day = days[at];
    const found = day === undefined ? undefined : across(from, day, at - here);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Where a key leads among the times of a week: up and down within a day, forward and backward from day to day, Home and End
 * to the first and the last day.
 */
export function nextPlace(
  key: string,
  days: readonly Day[],
  from: Place,
  rightToLeft: boolean,
): Place | undefined {
  const here = days.indexOf(from.day);
  const inDay = (step: 1 | -1): Place | undefined => {
    const slot = from.day.slots[from.day.slots.indexOf(from.slot) + step];
    return slot === undefined ? undefined : { day: from.day, slot };
  };
  switch (key) {
    case 'ArrowDown':
      return inDay(1);
    case 'ArrowUp':
      return inDay(-1);
    case rightToLeft ? 'ArrowLeft' : 'ArrowRight':
      return seek(days, from, here + 1, 1);
    case rightToLeft ? 'ArrowRight' : 'ArrowLeft':
      return seek(days, from, here - 1, -1);
    case 'Home':
      return seek(days, from, 0, 1);
    case 'End':
      return seek(days, from, days.length - 1, -1);
    default:
      return undefined;
  }
}

/** The one time that the Tab key stops at: where the reader was, else the first of the day on show, else of the week. */
export function tabStop(days: readonly Day[], date: string, last: string | undefined): Place | undefined {
  const known = placeOf(days, last);
  if (known?.day.date === date) return known;
  const shown = days.find((day) => day.date === date && day.slots.length > 0);
  const day = shown ?? days.find(({ slots }) => slots.length > 0);
  return placeOf(days, day?.slots[0]?.start);
}
