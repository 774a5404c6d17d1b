import { fieldError } from './field-errors.js';

it('says what is wrong with a field, in a code and in English', () => {
  expect(fieldError('/bio', 'text.too_long', { max: 500 })).toEqual({
    pointer: '/bio',
    code: 'text.too_long',
    params: { max: 500 },
    detail: 'must have at most 500 characters',
  });
});

it('has params also where the code says it all', () => {
  expect(fieldError('/email', 'email.invalid')).toEqual({
    pointer: '/email',
    code: 'email.invalid',
    params: {},
    detail: 'must be an e-mail address',
  });
});

it('does not compile without the params of a code, nor with a code that is not in the catalogue', () => {
  // @ts-expect-error max is missing
  expect(() => fieldError('/bio', 'text.too_long')).not.toThrow();
  // @ts-expect-error no such code
  expect(() => fieldError('/bio', 'text.too_loud')).toThrow(TypeError);
});
