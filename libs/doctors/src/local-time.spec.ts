import { columnOf, dateOf, minutesOf, timeOf } from './local-time.js';

it.each([
  ['00:00', 0],
  ['09:30', 570],
  ['23:59', 1439],
])('%s is %d minutes after midnight, and back', (time, minutes) => {
  expect(minutesOf(time)).toBe(minutes);
  expect(timeOf(minutes)).toBe(time);
});

it('keeps a date through a column', () => {
  expect(dateOf(columnOf('2028-02-29'))).toBe('2028-02-29');
});
