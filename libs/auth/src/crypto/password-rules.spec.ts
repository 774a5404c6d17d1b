import { type FieldFault } from '#libs/common';
import { passwordFault } from './password-rules.js';

const own = ['long-username', 'ada@clinic.example'];
const fault = (password: string, least = 8): FieldFault | undefined => passwordFault(password, least, own);

it.each([
  'correct horse',
  'eightchr',
  '        ',
  'ЖЖЖЖЖЖЖЖ',
  '👩‍⚕️👩‍⚕️👩‍⚕️👩‍⚕️',
  'x'.repeat(128),
  'password and then some',
])('takes %j', (password) => {
  expect(fault(password)).toBeUndefined();
});

it('counts characters, not their halves', () => {
  expect(fault('👍👍👍👍👍👍👍')).toEqual(['password.too_short', { min: 8 }]);
  expect(fault('👍👍👍👍👍👍👍👍')).toBeUndefined();
  expect(fault('correct horse', 15)).toEqual(['password.too_short', { min: 15 }]);
});

it.each(['password', 'PassWord', 'qwertyuiop', '1qaz2wsx', 'iloveyou', '123456789', 'ｐａｓｓｗｏｒｄ'])(
  'refuses %j for being common',
  (password) => {
    expect(fault(password)).toEqual(['password.too_common']);
  },
);

it.each(['long-username', 'LONG-Username', 'ada@clinic.example'])(
  'refuses %j for being known',
  (password) => {
    expect(fault(password)).toEqual(['password.own_name']);
  },
);
