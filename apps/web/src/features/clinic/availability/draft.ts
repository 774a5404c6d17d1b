import { type HoursWindow } from '../../../api/clinic/hours.js';

/** A window in the editor, with a key that stays when its position changes. */
export interface DraftWindow extends HoursWindow {
  readonly key: string;
}

let keys = 0;

/** The window with a new key, even if it is a draft that has one. */
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

/** Replaces the windows of other weekdays by those of one weekday. */
export const copiedTo = (
  draft: readonly DraftWindow[],
  from: number,
  weekdays: readonly number[],
): DraftWindow[] => [
  ...draft.filter(({ weekday }) => !weekdays.includes(weekday)),
  ...weekdays.flatMap((weekday) => windowsOf(draft, from).map((window) => newWindow({ ...window, weekday }))),
];
