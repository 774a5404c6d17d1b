import { copiedTo, newWindow, sameHours, toWindows, withWindow } from './draft.js';

const monday = newWindow({ weekday: 1, start: '09:00', end: '12:00', locationId: 3 });
const tuesday = newWindow({ weekday: 2, start: '08:00', end: '10:00' });

it('adds hours after the last of the day', () => {
  expect(withWindow([monday], 1).at(-1)).toMatchObject({ weekday: 1, start: '12:00', end: '18:00' });
  expect(withWindow([monday], 5).at(-1)).toMatchObject({ weekday: 5, start: '09:00', end: '17:00' });
});

it('copies a day over others, which lose what they had', () => {
  const copied = copiedTo([monday, tuesday], 1, [2, 3]);
  expect(toWindows(copied)).toMatchObject([
    { weekday: 1, start: '09:00' },
    { weekday: 2, start: '09:00', locationId: 3 },
    { weekday: 3, start: '09:00', locationId: 3 },
  ]);
  expect(new Set(copied.map(({ key }) => key)).size).toBe(3);
});

it('tells hours apart by what they say, not by their order', () => {
  expect(sameHours([monday, tuesday], toWindows([tuesday, monday]))).toBe(true);
  expect(sameHours([monday], [{ ...monday, validTo: '2026-12-31' }])).toBe(false);
});
