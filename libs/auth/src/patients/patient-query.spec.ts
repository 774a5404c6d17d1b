import { readingsOf } from './patient-query.js';

it.each([
  ['Müller, Anna-Maria', [{ words: ['Müller', 'Anna', 'Maria'] }]],
  ['%', [{ words: ['%'] }]],
  ['030/555123', [{ words: ['030/555123'] }, { words: [], digits: ['30555123'] }]],
  ['+49 (0)30 555', [{ words: ['+49', '(0)30', '555'] }, { words: [], digits: ['4930555'] }]],
  ['٠٣٠ ٥٥٥', [{ words: ['٠٣٠', '٥٥٥'] }, { words: [], digits: ['30555'] }]],
  ['Kim 0171', [{ words: ['Kim', '0171'] }, { words: ['Kim'], digits: ['171'] }]],
  ['Kim 07', [{ words: ['Kim', '07'] }]],
  [
    'Kim 31.12.1990',
    [
      { words: ['Kim', '31.12.1990'] },
      { words: ['Kim'], digits: ['31121990'] },
      { words: ['Kim'], birthDates: ['1990-12-31'] },
    ],
  ],
  [
    '31. 12. 1990',
    [
      { words: ['31.', '12.', '1990'] },
      { words: [], digits: ['31121990'] },
      { words: [], birthDates: ['1990-12-31'] },
    ],
  ],
])('R16: %s is read as %j', (q, readings) => {
  expect(readingsOf(q)).toEqual(readings);
});

it("R16: reads dates and numbers in the reader's way", () => {
  expect(readingsOf('12/31/1990', { locale: 'en-US' })).toContainEqual({
    words: [],
    birthDates: ['1990-12-31'],
  });
  expect(readingsOf('8 912 345-67-89', { country: 'RU' })).toContainEqual({
    words: [],
    digits: ['89123456789', '79123456789'],
  });
});
