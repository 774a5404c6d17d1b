import { emailKeys, lineKey, tidyEmail, tidyLine, usernameKey } from './comparison-keys.js';

it.each([
  ['Ada', 'ADA'],
  ['müller', 'MÜLLER'],
  ['mu\u0308ller', 'müller'],
  ['straße', 'STRASSE'],
  ['ίσος', 'ΊΣΟΣ'],
  ['ａｄａ', 'ada'],
])('user names: %s is %s', (one, other) => {
  expect(usernameKey(one)).toBe(usernameKey(other));
});

it.each([
  ['ada', 'adá'],
  ['muller', 'müller'],
  ['a.b', 'ab'],
])('user names: %s is not %s', (one, other) => {
  expect(usernameKey(one)).not.toBe(usernameKey(other));
});

it.each([
  ['Ada@Example.org', 'ada@example.org'],
  [' ada@example.org ', 'ada@example.org'],
  ['ada@müller.example', 'ada@xn--mller-kva.example'],
  ['ada@MÜLLER.example', 'ADA@xn--mller-kva.EXAMPLE'],
  ['müller@example.org', 'MU\u0308LLER@example.org'],
])('e-mail addresses: %s is %s', (one, other) => {
  expect(emailKeys(one)).toEqual(emailKeys(other));
});

it.each([
  ['a.da@example.org', 'ada@example.org'],
  ['ada+1@example.org', 'ada@example.org'],
  ['ada@example.org', 'ada@example.com'],
])('e-mail addresses: %s is not %s', (one, other) => {
  expect(emailKeys(one)).not.toEqual(emailKeys(other));
});

it('lines: spaces, case and forms make no difference', () => {
  expect(tidyLine('  Ear \u00a0 nose\tand throat ')).toBe('Ear nose and throat');
  expect(lineKey('Cardiology ')).toBe(lineKey('cardiology'));
  expect(lineKey('Pa\u0308diatrie')).toBe(lineKey('PÄDIATRIE'));
});

it.each([
  [' Ada@Example.org ', 'Ada@Example.org'],
  ['ada@xn--mller-kva.example', 'ada@müller.example'],
  ['ada@MÜLLER.example', 'ada@müller.example'],
  ['mu\u0308ller@example.org', 'müller@example.org'],
  ['no address', 'no address'],
])('e-mail addresses: %s is kept as %s', (typed, kept) => {
  expect(tidyEmail(typed)).toBe(kept);
});
