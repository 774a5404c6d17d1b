import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Length,
  Matches,
  Max,
  MinLength,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { Optional } from './checks.js';
import { assertEveryRuleHasCode, faultOption, fieldErrorsOf } from './field-faults.js';

class Place {
  @IsString()
  town!: unknown;
}

class Input {
  @Optional()
  @IsString()
  @Length(2, 5)
  text?: unknown;

  @Optional()
  @Matches(/^\+/, faultOption('phone.invalid'))
  phone?: unknown;

  @Optional()
  @IsEmail()
  email?: unknown;

  @Optional()
  @IsIn(['new', 'old'])
  choice?: unknown;

  @Optional()
  @IsInt()
  @Max(9)
  count?: unknown;

  @Optional()
  @IsNumber({ maxDecimalPlaces: 2 })
  price?: unknown;

  @Optional()
  @IsArray()
  @ArrayMaxSize(2)
  @ArrayUnique()
  @Max(9, { each: true })
  list?: unknown;

  @Optional()
  @ValidateNested({ each: true })
  @Type(() => Place)
  places?: unknown;
}

const errorsOf = (input: object) =>
  fieldErrorsOf(
    validateSync(Object.assign(new Input(), input), {
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
    }),
  );

it.each([
  [{ text: null }, '/text', 'field.required', {}, 'is required'],
  [{ text: 1 }, '/text', 'text.expected', {}, 'must be text'],
  [{ text: '' }, '/text', 'text.required', {}, 'must not be empty'],
  [{ text: 'a' }, '/text', 'text.too_short', { min: 2 }, 'must have at least 2 characters'],
  [{ text: 'abcdef' }, '/text', 'text.too_long', { max: 5 }, 'must have at most 5 characters'],
  [{ phone: '030' }, '/phone', 'phone.invalid', {}, expect.stringContaining('telephone') as string],
  [{ email: 'ada' }, '/email', 'email.invalid', {}, 'must be an e-mail address'],
  [{ choice: 'odd' }, '/choice', 'choice.unknown', { allowed: ['new', 'old'] }, 'must be one of new, old'],
  [{ count: 10 }, '/count', 'number.too_large', { max: 9 }, 'must be at most 9'],
  [{ count: '5' }, '/count', 'number.expected', {}, 'must be a number'],
  [{ count: 1.5 }, '/count', 'number.not_whole', {}, 'must be a whole number'],
  [{ price: 1.005 }, '/price', 'number.too_precise', { places: 2 }, 'must have at most 2 decimal places'],
  [{ price: 'dear' }, '/price', 'number.expected', {}, 'must be a number'],
  [{ list: 5 }, '/list', 'list.expected', {}, 'must be a list'],
  [{ list: [1, 1] }, '/list', 'list.repeats', {}, 'must not have an entry twice'],
  [{ list: [1, 2, 3] }, '/list', 'list.too_long', { max: 2 }, 'must have at most 2 entries'],
  [{ list: [1, 10] }, '/list', 'number.too_large', { max: 9 }, 'each must be at most 9'],
  [{ list: [1, 'x'] }, '/list', 'number.expected', {}, 'each must be a number'],
  [{ places: ['Ulm'] }, '/places/0', 'object.expected', {}, 'must be an object'],
  [{ places: 'Ulm' }, '/places', 'object.expected', {}, 'must be an object'],
  [{ 'a/b~c': 1 }, '/a~1b~0c', 'field.unknown', {}, 'is not a field of this request'],
])('%j', (input, pointer, code, params, detail) => {
  expect(errorsOf(input)).toEqual([{ pointer, code, params, detail }]);
});

it('names input that is no object at all, of which the pipe of Nest knows no DTO', () => {
  expect(fieldErrorsOf([{ property: 'body', constraints: { isObject: 'not an object' } }])).toMatchObject([
    { pointer: '/body', code: 'object.expected' },
  ]);
});

it('points into lists of objects', () => {
  const places = [Object.assign(new Place(), { town: 'Ulm' }), Object.assign(new Place(), { town: 1 })];
  expect(errorsOf({ places })).toMatchObject([{ pointer: '/places/1/town', code: 'text.expected' }]);
});

it('lets no rule be used that has no code', () => {
  expect(assertEveryRuleHasCode).not.toThrow();
  class Unmapped {
    @MinLength(1)
    text!: string;
  }
  expect(assertEveryRuleHasCode).toThrow(/minLength has no code/);
  expect(() => fieldErrorsOf(validateSync(Object.assign(new Unmapped(), { text: '' })))).toThrow(
    /minLength has no code/,
  );
});
