import { isSame } from '../../../components/form/meanwhile/differences.js';
import { copiedTo, newWindow, withWindow } from './draft.js';
import { daysOf, weekWords, windowsIn } from './week.js';

const monday = newWindow({ weekday: 1, start: '09:00', end: '12:00', locationId: 3 });
const tuesday = newWindow({ weekday: 2, start: '08:00', end: '10:00' });

it('adds hours after the last of the day', () => {
  expect(withWindow([monday], 1).at(-1)).toMatchObject({ weekday: 1, start: '12:00', end: '18:00' });
  expect(withWindow([monday], 5).at(-1)).toMatchObject({ weekday: 5, start: '09:00', end: '17:00' });
});

it('copies a day over others, which lose what they had', () => {
  const copied = copiedTo([monday, tuesday], 1, [2, 3]);
  expect(windowsIn(daysOf(copied))).toMatchObject([
    { weekday: 1, start: '09:00' },
    { weekday: 2, start: '09:00', locationId: 3 },
    { weekday: 3, start: '09:00', locationId: 3 },
  ]);
  expect(new Set(copied.map(({ key }) => key)).size).toBe(3);
});

it('tells hours apart by what they say, not by their order', () => {
  const afternoon = newWindow({ weekday: 1, start: '13:00', end: '15:00' });
  const days = daysOf([monday, afternoon, tuesday]);
  expect(isSame(days, daysOf([tuesday, { ...afternoon, validFrom: '' }, monday]))).toBe(true);
  expect(isSame(days, daysOf([tuesday, { ...afternoon, validTo: '2026-12-31' }, monday]))).toBe(false);
});

it('R22: says the hours of a weekday in words', () => {
  const words = weekWords(new Map([[3, 'Quay']]))[1];
  expect(words?.label).toBe('Monday');
  expect(words?.say([monday, { ...monday, start: '13:00', end: '17:00', validTo: '2026-12-31' }])).toBe(
    '09:00–12:00 (Quay) and 13:00–17:00 (Quay, Valid to 31 December 2026)',
  );
  expect(words?.say([])).toBe('No hours');
});
