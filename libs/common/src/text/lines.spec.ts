import { hasControls, isLine, tidyLines } from './lines.js';

it.each([
  ['one\r\ntwo', 'one\ntwo'],
  ['one\rtwo', 'one\ntwo'],
  ['one\u2028two\u2029three\u0085four\vfive\fsix', 'one\ntwo\nthree\nfour\nfive\nsix'],
  ['one  \n\ttwo\t', 'one\n\ttwo'],
  ['one\n \n\n\ntwo', 'one\n\ntwo'],
  ['\n\n  one\n\n', '  one'],
  [' \r\n\t', ''],
  ['Mu\u0308ller', 'Müller'],
])('R15: %j is kept as %j', (typed, kept) => {
  expect(tidyLines(typed)).toBe(kept);
  expect(tidyLines(kept)).toBe(kept);
});

it.each(['a\nb', 'a\rb', 'a\u2028b', 'a\u2029b', 'a\u0085b', 'a\vb', 'a\fb'])(
  'R15: %j is not one line',
  (text) => {
    expect(isLine(text)).toBe(false);
  },
);

it('R15: a tab, and what Arabic and emoji are written with, is no control character', () => {
  expect(['a\tb', 'a\nb', '\u200fأ\u200d', '👩\u200d⚕️', '\u202aa\u202c'].filter(hasControls)).toEqual([]);
  expect(['\x07', '\x1b[31m', '\x7f', '\x9b'].filter(hasControls)).toHaveLength(4);
});
