import { passwordComplaint } from './password-rules.js';

const own = ['long-username', 'ada@clinic.example'];
const complaint = (password: string, least = 8): string | undefined =>
  passwordComplaint(password, least, own);

it.each([
  'correct horse',
  'eightchr',
  '        ',
  'ЖЖЖЖЖЖЖЖ',
  '👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️',
  'x'.repeat(128),
  'password and then some',
])('takes %j', (password) => {
  expect(complaint(password)).toBeUndefined();
});

it('counts characters, not their halves', () => {
  expect(complaint('👍👍👍👍👍👍👍')).toBe('must have at least 8 characters');
  expect(complaint('👍👍👍👍👍👍👍👍')).toBeUndefined();
  expect(complaint('correct horse', 15)).toBe('must have at least 15 characters');
});

it.each(['password', 'PassWord', 'qwertyuiop', '1qaz2wsx', 'iloveyou', '123456789', 'ｐａｓｓｗｏｒｄ'])(
  'refuses %j for being common',
  (password) => {
    expect(complaint(password)).toBe('must not be one of the most common passwords');
  },
);

it.each(['long-username', 'LONG-Username', 'ada@clinic.example'])(
  'refuses %j for being known',
  (password) => {
    expect(complaint(password)).toBe('must not be your username or e-mail address');
  },
);
