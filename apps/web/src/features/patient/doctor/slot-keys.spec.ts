import { nextPlace, placeOf, tabStop } from './slot-keys.js';

const day = (date: string, ...clocks: string[]) => ({
  date,
  slots: clocks.map((clock) => ({
    start: `${date}T${clock}:00.000Z`,
    end: `${date}T${clock}:00.000Z`,
    locationId: 1,
  })),
});

const week = [
  day('2026-12-01', '09:00', '09:30', '14:00'),
  day('2026-12-02'),
  day('2026-12-03', '08:00', '13:30', '17:00'),
  day('2026-12-04'),
];

/** The time that a key leads to, as date and hour. */
function after(start: string, key: string, rightToLeft = false): string | undefined {
  const from = placeOf(week, `${start}:00.000Z`);
  if (from === undefined) throw new Error(`no such time: ${start}`);
  return nextPlace(key, week, from, rightToLeft)?.slot.start.slice(0, 16);
}

it('moves within a day, and stops at its ends', () => {
  expect(after('2026-12-01T09:00', 'ArrowDown')).toBe('2026-12-01T09:30');
  expect(after('2026-12-01T09:30', 'ArrowUp')).toBe('2026-12-01T09:00');
  expect(after('2026-12-01T14:00', 'ArrowDown')).toBeUndefined();
  expect(after('2026-12-01T09:00', 'ArrowUp')).toBeUndefined();
});

it('moves to the time of another day that is nearest on the clock, over days without any', () => {
  expect(after('2026-12-01T14:00', 'ArrowRight')).toBe('2026-12-03T13:30');
  expect(after('2026-12-03T17:00', 'ArrowLeft')).toBe('2026-12-01T14:00');
  expect(after('2026-12-03T08:00', 'ArrowRight')).toBeUndefined();
});

it('moves the other way where days run from right to left', () => {
  expect(after('2026-12-01T09:00', 'ArrowLeft', true)).toBe('2026-12-03T08:00');
  expect(after('2026-12-03T08:00', 'ArrowRight', true)).toBe('2026-12-01T09:00');
});

it('moves to the first and the last day that has times', () => {
  expect(after('2026-12-01T14:00', 'End')).toBe('2026-12-03T13:30');
  expect(after('2026-12-03T17:00', 'Home')).toBe('2026-12-01T14:00');
  expect(after('2026-12-03T17:00', 'a')).toBeUndefined();
});

it('has one stop for the Tab key: the last time, else the first of the day, else of the week', () => {
  const stop = (date: string, last?: string) => tabStop(week, date, last)?.slot.start.slice(0, 16);
  expect(stop('2026-12-03', '2026-12-03T13:30:00.000Z')).toBe('2026-12-03T13:30');
  expect(stop('2026-12-03', '2026-12-01T09:00:00.000Z')).toBe('2026-12-03T08:00');
  expect(stop('2026-12-02')).toBe('2026-12-01T09:00');
  expect(tabStop([], '2026-12-02', undefined)).toBeUndefined();
});
