import { AppError, unavailable } from '#libs/common';
import { isHopeless, mostAttempts, pauseAfter, reasonOf } from './failures.js';

it('an event is tried for about two hours, ever more seldom', () => {
  const pauses = Array.from({ length: mostAttempts - 1 }, (_, index) => pauseAfter(index + 1));
  expect(pauses.slice(0, 4)).toEqual([1, 2, 4, 8]);
  expect(Math.max(...pauses)).toBe(1800);
  const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3600;
  expect(hours).toBeGreaterThan(1);
  expect(hours).toBeLessThan(3);
});

it.each([
  [new AppError('event.unknown_appointment', 'invalid', 'No.'), true],
  [new AppError('event.malformed', 'malformed', 'No.'), true],
  [unavailable('The mail server'), false],
  [new TypeError('x is undefined'), false],
  ['text', false],
])('%s is hopeless: %s', (error, hopeless) => {
  expect(isHopeless(error)).toBe(hopeless);
});

it('a reason says what failed and nothing that may be about a person', () => {
  expect(reasonOf(unavailable('The mail server'))).toBe(
    'service.unavailable: The mail server is not available at the moment.',
  );
  expect(reasonOf(Object.assign(new Error('ada@example.org is unknown'), { code: '23505' }))).toBe(
    'Error 23505',
  );
  expect(reasonOf(new TypeError('ada'))).toBe('TypeError');
  expect(reasonOf('ada')).toBe('unknown');
});
