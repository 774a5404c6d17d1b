/** A window on one ISO weekday, in minutes after local midnight. */
export interface Window {
  readonly weekday: number;
  readonly startMinute: number;
  readonly endMinute: number;
}

type Hours = readonly [start: string, end: string];

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const on = (weekdays: readonly number[], ...hours: readonly Hours[]): readonly Window[] =>
  weekdays.flatMap((weekday) =>
    hours.map(([start, end]) => ({ weekday, startMinute: minuteOf(start), endMinute: minuteOf(end) })),
  );

const monToFri = [1, 2, 3, 4, 5];

/** Weeks that the doctors share out: each has four or five weekdays, and a lunch break on long days. */
export const weeks: readonly (readonly Window[])[] = [
  on(monToFri, ['09:00', '12:30'], ['13:30', '17:00']),
  on(monToFri, ['08:00', '12:00'], ['12:45', '16:00']),
  [...on([2, 3, 4, 5], ['10:00', '13:00'], ['14:00', '18:00']), ...on([6], ['09:00', '13:00'])],
  [...on([1, 2, 4], ['08:30', '12:30'], ['13:30', '18:00']), ...on([3, 5], ['08:30', '13:00'])],
  on(monToFri, ['12:00', '15:30'], ['16:15', '20:00']),
  [...on([1, 2, 3, 4], ['07:30', '11:30'], ['12:15', '15:30']), ...on([6], ['10:00', '14:00'])],
  on([1, 3, 4, 5], ['09:30', '13:00'], ['14:00', '18:30']),
];
