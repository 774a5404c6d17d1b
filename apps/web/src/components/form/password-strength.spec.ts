import { charactersOf, strengthOf } from './password-strength.js';

it.each([
  ['', 'empty'],
  ['1234567', 'short'],
  ['12345678', 'fair'],
  ['12345678901234', 'fair'],
  ['123456789012345', 'strong'],
  // Seven characters, fourteen code units
  ['🐢🐢🐢🐢🐢🐢🐢', 'short'],
] as const)('%j is %s', (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});

it('counts what a person sees', () => {
  expect(charactersOf('a🐢c')).toBe(3);
});
