import { type HoursWindow, type KeptWeek } from '../../../api/clinic/hours.js';
import { type PartWords, type Words } from '../../../components/form/meanwhile/changed-meanwhile.js';
import { messages } from '../../../messages/index.js';
import { fullDate, listOf, weekdayName } from '../../../time/format.js';

const texts = messages.hours;

/** 1 is Monday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type Days = Readonly<Record<(typeof weekdays)[number], readonly HoursWindow[]>>;

/** The hours of each weekday: two people may change two days without a loss. */
export type Week = Days & { readonly version: number };

/** With every part and without what is none, so that two readings of the same hours are the same. */
const plain = ({ weekday, start, end, validFrom, validTo, locationId }: HoursWindow): HoursWindow => ({
  weekday,
  start,
  end,
  validFrom: validFrom === '' ? null : (validFrom ?? null),
  validTo: validTo === '' ? null : (validTo ?? null),
  locationId: locationId ?? null,
});

const sortKey = (window: HoursWindow): string => JSON.stringify(plain(window));

/** In the order of the request, by which the API names a window that it refuses */
export const ordered = <Window extends HoursWindow>(windows: readonly Window[]): Window[] =>
  [...windows].sort((one, other) => sortKey(one).localeCompare(sortKey(other)));

export const daysOf = (windows: readonly HoursWindow[]): Days =>
  Object.fromEntries(
    weekdays.map((day) => [
      day,
      ordered(windows)
        .filter(({ weekday }) => weekday === day)
        .map(plain),
    ]),
  ) as unknown as Days;

export const weekOf = ({ windows, version }: KeptWeek): Week => ({ ...daysOf(windows), version });

export const windowsIn = (days: Days): HoursWindow[] => weekdays.flatMap((day) => days[day]);

/** The names of the locations that are named, by id */
type Places = ReadonlyMap<number, string>;

function windowInWords(places: Places, window: HoursWindow): string {
  const { start, end, validFrom, validTo, locationId } = window;
  const limits = [
    locationId == null ? '' : (places.get(locationId) ?? ''),
    validFrom == null ? '' : `${texts.validFrom} ${fullDate(validFrom)}`,
    validTo == null ? '' : `${texts.validTo} ${fullDate(validTo)}`,
  ].filter((limit) => limit !== '');
  return limits.length === 0 ? `${start}–${end}` : `${start}–${end} (${limits.join(', ')})`;
}

const wordsFor = (places: Places, weekday: number): PartWords<readonly HoursWindow[]> => ({
  label: weekdayName(weekday),
  say: (windows) =>
    windows.length === 0 ? texts.dayOff : listOf(windows.map((window) => windowInWords(places, window))),
});

/** How a difference between two weeks is said */
export const weekWords = (places: Places): Words<Week> =>
  Object.fromEntries(weekdays.map((day) => [day, wordsFor(places, day)]));
