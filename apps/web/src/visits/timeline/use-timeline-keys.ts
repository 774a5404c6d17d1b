import { type KeyboardEvent, type RefObject, useState } from 'react';
import { type PlacedColumn } from './column.js';

/** Where a key leads, as column and row. */
function target(key: string, column: number, row: number, rows: readonly number[], rightToLeft: boolean) {
  const beside = (step: number) => {
    let next = column + step;
    while (next >= 0 && next < rows.length && rows[next] === 0) next += step;
    const count = rows[next] ?? 0;
    return count === 0 ? undefined : ([next, Math.min(row, count - 1)] as const);
  };
  const last = (rows[column] ?? 1) - 1;
  const ways: Record<string, readonly [number, number] | undefined> = {
    ArrowDown: [column, Math.min(row + 1, last)],
    ArrowUp: [column, Math.max(row - 1, 0)],
    Home: [column, 0],
    End: [column, last],
    ArrowRight: beside(rightToLeft ? -1 : 1),
    ArrowLeft: beside(rightToLeft ? 1 : -1),
  };
  return ways[key];
}

/** One tab stop for all visits, and arrow keys that walk from one to the next. */
export function useTimelineKeys(root: RefObject<HTMLElement | null>, placed: readonly PlacedColumn[]) {
  const [focused, setFocused] = useState<number>();
  const ids = placed.map(({ visits }) => visits.map(({ item }) => item.visit.id));
  const stop = ids.flat().find((id) => id === focused) ?? ids.flat()[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const column = ids.findIndex((each) => stop !== undefined && each.includes(stop));
    const row = ids[column]?.findIndex((id) => id === stop) ?? 0;
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = target(
      event.key,
      column,
      row,
      ids.map(({ length }) => length),
      rightToLeft,
    );
    if (next === undefined) return;
    event.preventDefault();
    const id = ids[next[0]]?.[next[1]];
    root.current?.querySelector<HTMLElement>(`[data-visit="${id ?? ''}"]`)?.focus();
  };
  return { stop, onKeyDown, onFocus: setFocused };
}
