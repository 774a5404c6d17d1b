import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { type Availability } from '../../../api/queries.js';
import { type CalendarDate } from '../../../time/dates.js';
import { nextPlace, placeOf, tabStop } from './slot-keys.js';

type Day = Availability['days'][number];

interface SlotKeysOptions {
  /** Undefined while they are being loaded */
  days: Day[] | undefined;
  /** The day that a narrow screen shows */
  date: CalendarDate;
  onShow: (date: CalendarDate) => void;
  /** To the week before or after this one */
  onTurn: (weeks: 1 | -1) => void;
}

export interface SlotKeys {
  /** The week's heading takes the focus when there is no time to take it */
  heading: RefObject<HTMLHeadingElement | null>;
  grid: RefObject<HTMLDivElement | null>;
  /** The start of the one time that the Tab key stops at */
  stop: string | undefined;
  onFocus: (start: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
}

/** The times of a week as one stop of the Tab key: arrows move among them, page keys from week to week, Escape leaves. */
export function useSlotKeys({ days, date, onShow, onTurn }: SlotKeysOptions): SlotKeys {
  const heading = useRef<HTMLHeadingElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [last, setLast] = useState<string>();
  /** That the focus is to follow; `not` is the week that it leaves */
  const wanted = useRef<{ not?: Day[] | undefined }>(undefined);
  const stop = days === undefined ? undefined : tabStop(days, date, last)?.slot.start;

  // The time may come with the next week, or be on a day that is not on show yet.
  useEffect(() => {
    if (wanted.current === undefined || days === undefined || days === wanted.current.not) return;
    const target =
      stop === undefined
        ? heading.current
        : grid.current?.querySelector<HTMLElement>(`[data-start="${stop}"]`);
    target?.focus();
    if (target === document.activeElement) wanted.current = undefined;
  });

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const from = placeOf(days ?? [], stop);
    if (from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') {
      heading.current?.focus();
      return;
    }
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      wanted.current = { not: days };
      onTurn(event.key === 'PageDown' ? 1 : -1);
      return;
    }
    const isRightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const to = nextPlace(event.key, days ?? [], from, isRightToLeft);
    if (to === undefined) return;
    event.preventDefault();
    wanted.current = {};
    setLast(to.slot.start);
    if (to.day.date !== date) onShow(to.day.date);
  };

  return { heading, grid, stop, onFocus: setLast, onKeyDown };
}
