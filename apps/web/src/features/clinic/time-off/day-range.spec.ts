import { daysOf, notYetIn } from './day-range.js';

it('names every day, and what is wrong with a range', () => {
  expect(daysOf('2026-12-30', '2027-01-01')).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
  expect(daysOf('2026-12-30', '2026-12-29')).toBe('order');
  expect(daysOf('2026-12-01', '2027-02-01')).toBe('tooMany');
});

it('adds nothing twice', () => {
  const saved = {
    id: 1,
    date: '2026-12-30',
    kind: 'closed' as const,
    start: null,
    end: null,
    reason: 'Holiday',
    locationId: null,
  };
  const wanted = ['2026-12-30', '2026-12-31'].map((date) => ({ date, kind: 'closed' as const }));
  expect(notYetIn([saved], wanted)).toEqual([wanted[1]]);
});
