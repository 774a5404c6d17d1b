import { type VisitMode } from '#libs/database';
import { type Fact, type Notice } from './notice.js';
import { entryOf } from './reminders.js';
import { wordsOf } from './words.js';

/** What visits show of a location. */
export interface Place {
  readonly name: string;
  readonly address: string | null;
  /** IANA */
  readonly timeZone: string;
}

/** A place as it was known, and as it is. */
export interface PlaceChange {
  readonly before: Place;
  readonly now: Place;
}

const shown = ['name', 'address', 'timeZone'] as const;

/** Whether a change matters to a visit: by video a patient is at no place, and may read its clock. */
export const isNews = ({ before, now }: PlaceChange, mode: VisitMode): boolean =>
  (mode === 'video' ? (['timeZone'] as const) : shown).some((part) => before[part] !== now[part]);

/**
 * What has changed at a place, and the visits there.
 *
 * @param first of the notices of these visits, and the others, in the order in which they are to be read
 * @param action where all of them are found
 */
export function placeNotice(
  { before, now }: PlaceChange,
  first: Notice,
  others: readonly Notice[],
  action: string,
): Notice {
  const all = [first, ...others];
  const { comma, open, place } = wordsOf(first.locale);
  const oneLine = (text: string | null): string =>
    text === null || text === '' ? place.none : text.split(/\s*[\r\n]+\s*/).join(comma);
  const changes = shown
    .filter((part) => before[part] !== now[part])
    .map((part): Fact => ({
      label: place[part],
      value: place.became(oneLine(before[part]), oneLine(now[part])),
    }));
  return {
    ...first,
    facts: [...changes, ...(others.length === 0 ? first.facts : all.flatMap(entryOf))],
    ...(before.timeZone !== now.timeZone && { note: place.otherClock }),
    ...(others.length > 0 && { action: { label: open, url: action } }),
    brief: [
      ...changes.map(({ label, value }) => `${label}: ${value}.`),
      ...all.map(({ brief }) => brief),
    ].join(' '),
  };
}
