import { type ValidationError } from '@nestjs/common';
import { getMetadataStorage, minLength, type ValidationOptions } from 'class-validator';
import { type ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { fieldError, type FieldError, type FieldFault, type PlainFieldErrorCode } from '#libs/common';

/** What a rule was given, such as 1 and 50 for `Length(1, 50)`, and what broke it */
type FaultOf = (given: readonly unknown[], value: unknown) => FieldFault;

/** Options of a rule whose own name says too little, such as `Matches`: the code that breaking it is answered with. */
export const faultOption = (code: PlainFieldErrorCode): ValidationOptions => ({ context: { code } });

const always =
  (code: PlainFieldErrorCode): FaultOf =>
  () => [code];

const lengthFault: FaultOf = ([min, max], value) => {
  if (typeof value !== 'string') return ['text.expected'];
  if (value === '') return ['text.required'];
  return minLength(value, Number(min))
    ? ['text.too_long', { max: Number(max) }]
    : ['text.too_short', { min: Number(min) }];
};

const isNumber = (value: unknown): boolean => typeof value === 'number' && !Number.isNaN(value);

const ofNumber =
  (fault: (limit: number) => FieldFault): FaultOf =>
  ([limit], value) =>
    [value].flat().every(isNumber) ? fault(Number(limit)) : ['number.expected'];

const ofList =
  (fault: (limit: number) => FieldFault): FaultOf =>
  ([limit], value) =>
    Array.isArray(value) ? fault(Number(limit)) : ['list.expected'];

const decimalsFault: FaultOf = ([options], value) => {
  const { maxDecimalPlaces: places } = (options ?? {}) as { maxDecimalPlaces?: number };
  return places !== undefined && Number.isFinite(value)
    ? ['number.too_precise', { places }]
    : ['number.expected'];
};

/** What no rule of a DTO is about: a surplus field, an entry that is no object, and input that is none as a whole */
const faultOfShape: Readonly<Record<string, FieldFault>> = {
  whitelistValidation: ['field.unknown'],
  nestedValidation: ['object.expected'],
  isObject: ['object.expected'],
};

const faultOfRule: Readonly<Record<string, FaultOf>> = {
  isObject: always('object.expected'),
  isString: always('text.expected'),
  isLength: lengthFault,
  isEmail: always('email.invalid'),
  isUuid: always('uuid.invalid'),
  isBoolean: always('boolean.expected'),
  isInt: (_, value) => ([value].flat().every(isNumber) ? ['number.not_whole'] : ['number.expected']),
  isNumber: decimalsFault,
  min: ofNumber((min) => ['number.too_small', { min }]),
  max: ofNumber((max) => ['number.too_large', { max }]),
  isLatitude: always('latitude.invalid'),
  isLongitude: always('longitude.invalid'),
  isIn: ([allowed]) => ['choice.unknown', { allowed: (allowed as readonly unknown[]).map(String) }],
  isArray: always('list.expected'),
  arrayMinSize: ofList((min) => ['list.too_short', { min }]),
  arrayMaxSize: ofList((max) => ['list.too_long', { max }]),
  arrayUnique: ofList(() => ['list.repeats']),
};

/** @throws Error for a rule that has no code yet */
function faultOf({ name, context, constraints }: ValidationMetadata, value: unknown): FieldFault {
  if (value === undefined || value === null) return ['field.required'];
  const own = (context as { code?: PlainFieldErrorCode } | undefined)?.code;
  if (own !== undefined) return [own];
  const fault = faultOfRule[name ?? ''];
  if (fault === undefined) throw new Error(`The rule ${name} has no code in ${import.meta.filename}.`);
  // Rules that are given nothing have no list of what they were given, whatever its type says.
  return fault((constraints as readonly unknown[] | undefined) ?? [], value);
}

/** The rules of every DTO that is loaded. */
export function everyRule(): ValidationMetadata[] {
  // class-validator tells of one class at a time only, and the classes are not listed anywhere.
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: ReadonlyMap<unknown, readonly ValidationMetadata[]>;
  };
  return [...validationMetadatas.values()].flat().filter(({ type }) => type === 'customValidation');
}

/** @throws Error when breaking a rule of a DTO that is loaded could not be answered with a code */
export function assertEveryRuleHasCode(): void {
  for (const rule of everyRule()) faultOf(rule, 'a value');
}

const brokenRule = ({ target, property }: ValidationError, name: string): ValidationMetadata | undefined =>
  getMetadataStorage()
    .getTargetValidationMetadatas(target?.constructor ?? Object, '', false, false)
    .find((known) => known.propertyName === property && known.name === name);

function errorOf(broken: ValidationError, pointer: string, name: string): FieldError {
  const rule = brokenRule(broken, name);
  const fault = rule === undefined ? faultOfShape[name] : faultOf(rule, broken.value);
  if (fault === undefined) throw new Error(`There is no rule ${name} for ${pointer}.`);
  const error = fieldError(pointer, ...fault);
  const isOfEntry = rule?.each === true && Array.isArray(broken.value);
  return isOfEntry ? { ...error, detail: `each ${error.detail}` } : error;
}

/** Names every wrong field, also within objects and lists. `errors` need their targets and values. */
export const fieldErrorsOf = (errors: readonly ValidationError[], parent = ''): FieldError[] =>
  errors.flatMap((broken) => {
    const { property, constraints = {}, children = [] } = broken;
    const pointer = `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.keys(constraints).map((name) => errorOf(broken, pointer, name));
    return [...own, ...fieldErrorsOf(children, pointer)];
  });
