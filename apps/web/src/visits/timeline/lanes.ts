/** From minute to minute of a day on the clinic's wall clock. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Placed<T> {
  readonly item: T;
  readonly lane: number;
  /** How many lanes share the width */
  readonly lanes: number;
}

/** Puts what overlaps side by side: each into the first lane that is free again. */
export function inLanes<T extends Stretch>(items: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let group: { item: T; lane: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    placed.push(...group.map(({ item, lane }) => ({ item, lane, lanes: ends.length })));
    group = [];
    ends = [];
  };
  for (const item of [...items].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (ends.every((end) => end <= item.start)) close();
    const free = ends.findIndex((end) => end <= item.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.end;
    group.push({ item, lane });
  }
  close();
  return placed;
}

/** The whole hours that everything lies within; the working day of most when there is nothing. */
export function spanOf(stretches: readonly Stretch[]): Stretch {
  if (stretches.length === 0) return { start: 8 * 60, end: 18 * 60 };
  const start = Math.min(...stretches.map((stretch) => stretch.start));
  const end = Math.max(...stretches.map((stretch) => stretch.end));
  return { start: Math.floor(start / 60) * 60, end: Math.ceil(end / 60) * 60 };
}
