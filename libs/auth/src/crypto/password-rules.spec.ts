import { type FieldFault } from '#libs/common';
import { passwordFault } from './password-rules.js';

const known = { names: ['long-username', 'ada@clinic.example'], words: ['Ada Lovelace', 'Seaview Hospital'] };
const fault = (password: string, least = 8): Promise<FieldFault | undefined> =>
  passwordFault(password, least, known);

it.each([
  'correct horse',
  'eightchr',
  'kx7vQp2m',
  'Ж Щ Ю Я Ы',
  '👩‍⚕️ at the 🏥',
  'x'.repeat(128),
  'password and then some',
])('takes %j', async (password) => {
  expect(await fault(password)).toBeUndefined();
});

it('counts characters, not their halves', async () => {
  expect(await fault('👍👍👍👍👍👍👍')).toEqual(['password.too_short', { min: 8 }]);
  expect(await fault('👍🐢🏥🌍🎈🐙🌵🍋')).toBeUndefined();
  expect(await fault('correct horse', 15)).toEqual(['password.too_short', { min: 15 }]);
});

it.each(['password', 'PassWord', 'qwertyuiop', '1qaz2wsx', 'iloveyou', '123456789', 'ｐａｓｓｗｏｒｄ'])(
  'refuses %j for being common',
  async (password) => {
    expect(await fault(password)).toEqual(['password.too_common']);
  },
);

it.each(['long-username', 'LONG-Username', 'ada@clinic.example'])(
  'refuses %j for being known',
  async (password) => {
    expect(await fault(password)).toEqual(['password.own_name']);
  },
);

it.each([
  'Passw0rd!',
  '        ',
  '\u3000'.repeat(128),
  'ЖЖЖЖЖЖЖЖ',
  'aaaaaaaaaaaaaaa',
  'abcd1234!',
  'qwertz123',
  'docket123',
  'lovelace!',
  'Seaview2026',
])('refuses %j for being easy to guess', async (password) => {
  expect(await fault(password)).toEqual(['password.too_guessable']);
});
