import { isFree, nearestSlots } from './nearest.js';

const slot = (start: string) => ({ start, end: start, locationId: 1 });
const days = [
  { date: '2026-12-01', slots: [slot('2026-12-01T09:00:00.000Z'), slot('2026-12-01T16:00:00.000Z')] },
  { date: '2026-12-02', slots: [slot('2026-12-02T08:00:00.000Z'), slot('2026-12-02T09:00:00.000Z')] },
];

it('finds the times nearest to one that is gone, and tells them in order', () => {
  const nearest = nearestSlots(days, '2026-12-01T15:00:00Z', 3);
  expect(nearest.map(({ start }) => start)).toEqual([
    '2026-12-01T09:00:00.000Z',
    '2026-12-01T16:00:00.000Z',
    '2026-12-02T08:00:00.000Z',
  ]);
});

it('never offers the time itself', () => {
  expect(nearestSlots(days, '2026-12-01T16:00:00Z', 1)).toEqual([slot('2026-12-01T09:00:00.000Z')]);
  expect(isFree(days, '2026-12-01T16:00:00Z')).toBe(true);
  expect(isFree(days, '2026-12-01T17:00:00Z')).toBe(false);
});
