import { type HoursWindow } from '../../api/hours.js';

/** A window that is being edited, with a key that outlives its position. */
export interface DraftWindow extends HoursWindow {
  readonly key: string;
}

let keys = 0;

/** Takes a draft too, whose key it does not share. */
export function newWindow(window: HoursWindow): DraftWindow {
  keys += 1;
  return { ...window, key: `window-${keys}` };
}

const byStart = (a: HoursWindow, b: HoursWindow): number => a.start.localeCompare(b.start);

export const windowsOf = (draft: readonly DraftWindow[], weekday: number): DraftWindow[] =>
  draft.filter((window) => window.weekday === weekday);

/** Another window on a weekday, after the last one there. */
export function withWindow(draft: readonly DraftWindow[], weekday: number): DraftWindow[] {
  const last = [...windowsOf(draft, weekday)].sort(byStart).at(-1);
  const times = last === undefined ? { start: '09:00', end: '17:00' } : { start: last.end, end: '18:00' };
  return [...draft, newWindow({ weekday, ...times })];
}

/** The windows of one weekday in the place of those of others. */
export const copiedTo = (
  draft: readonly DraftWindow[],
  from: number,
  weekdays: readonly number[],
): DraftWindow[] => [
  ...draft.filter(({ weekday }) => !weekdays.includes(weekday)),
  ...weekdays.flatMap((weekday) => windowsOf(draft, from).map((window) => newWindow({ ...window, weekday }))),
];

/** As the API takes it: dates that are left empty do not bound. */
export const toWindows = (draft: readonly DraftWindow[]): HoursWindow[] =>
  draft.map(({ weekday, start, end, validFrom, validTo, locationId }) => ({
    weekday,
    start,
    end,
    validFrom: validFrom === '' ? null : (validFrom ?? null),
    validTo: validTo === '' ? null : (validTo ?? null),
    locationId: locationId ?? null,
  }));

export const sameHours = (a: readonly HoursWindow[], b: readonly HoursWindow[]): boolean => {
  const text = (windows: readonly HoursWindow[]) =>
    windows
      .map(({ weekday, start, end, validFrom, validTo, locationId }) =>
        JSON.stringify([weekday, start, end, validFrom ?? null, validTo ?? null, locationId ?? null]),
      )
      .sort()
      .join();
  return text(a) === text(b);
};
