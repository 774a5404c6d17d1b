import { type Type } from '@nestjs/common';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, type ValidationArguments } from 'class-validator';
import { type TypeMetadata } from 'class-transformer/types/interfaces/index.js';
import { type ConstraintMetadata } from 'class-validator/types/metadata/ConstraintMetadata.js';
import { type ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';

// class-validator and class-transformer look everything up again for every request. What they would find is written down
// once here, for plain input in which nothing is wrong; all other input goes their way, which names what is wrong.

/** Makes a DTO of input as class-transformer does; undefined where something is wrong with it, or may be. */
export type Plan = (input: unknown) => object | undefined;

/** What a field may hold; a list of these as well. */
type Plain = string | number | boolean | null | undefined;

interface Field {
  readonly name: string;
  readonly convert: (value: Plain) => Plain;
  readonly transforms: readonly ((parameters: TransformParameters) => unknown)[];
  /** All have to hold, or the field is not looked at. */
  readonly conditions: readonly ((dto: object, value: unknown) => unknown)[];
  readonly checks: readonly Check[];
}

interface Check {
  readonly rule: ValidationMetadata;
  readonly constraint: ConstraintMetadata['instance'];
}

type TransformParameters = Parameters<
  ReturnType<typeof defaultMetadataStorage.findTransformMetadatas>[number]['transformFn']
>[0];

const type = TransformationType.PLAIN_TO_CLASS;

const conversions = new Map<unknown, Field['convert']>([
  [undefined, (value) => value],
  [Number, (value) => (value === null || value === undefined ? value : Number(value))],
  [String, (value) => (value === null || value === undefined ? value : String(value))],
  [Boolean, (value) => (value === null || value === undefined ? value : Boolean(value))],
]);

const isPlain = (value: unknown): value is Plain =>
  value === null || (typeof value !== 'object' && typeof value !== 'function');

const isKnown = ({ type, validateIf, groups }: ValidationMetadata): boolean =>
  (type === 'customValidation' || type === 'conditionalValidation') &&
  validateIf === undefined &&
  ((groups as readonly string[] | undefined) ?? []).length === 0;

/** @returns undefined for a field that only the libraries know how to read */
function fieldOf(dto: Type, name: string, rules: readonly ValidationMetadata[]): Field | undefined {
  if (!rules.every(isKnown)) return undefined;
  const typed = defaultMetadataStorage.findTypeMetadata(dto, name) as TypeMetadata | undefined;
  const given = typed?.typeFunction({ newObject: {}, object: {}, property: name });
  const convert = conversions.get(given);
  const transforms = defaultMetadataStorage.findTransformMetadatas(dto, name, type);
  if (convert === undefined || typed?.options.discriminator !== undefined) return undefined;
  if (transforms.some(({ options }) => Object.keys({ ...options }).length > 0)) return undefined;
  const checks = rules
    .filter(({ type }) => type === 'customValidation')
    .flatMap((rule) =>
      getMetadataStorage()
        .getTargetValidatorConstraints(rule.constraintCls)
        .map((made) => ({ rule, made })),
    );
  if (checks.some(({ made }) => made.async)) return undefined;
  return {
    name,
    convert,
    transforms: transforms.map(({ transformFn }) => transformFn),
    conditions: rules
      .filter(({ type }) => type === 'conditionalValidation')
      .map(({ constraints }) => constraints[0] as Field['conditions'][number]),
    checks: checks.map(({ rule, made }) => ({ rule, constraint: made.instance })),
  };
}

function read({ name, convert, transforms }: Field, obj: Record<string, unknown>): unknown {
  const value = obj[name];
  const converted = Array.isArray(value)
    ? value.map((each: Plain) => convert(each))
    : convert(value as Plain);
  return transforms.reduce<unknown>(
    (before, transform) => transform({ value: before, key: name, obj, type, options: {} }),
    converted,
  );
}

function holds({ rule, constraint }: Check, dto: object, value: unknown): boolean {
  const { constraints, propertyName: property, each } = rule;
  const told: ValidationArguments = {
    targetName: dto.constructor.name,
    property,
    object: dto,
    value,
    constraints,
  };
  return each && Array.isArray(value)
    ? value.every((one) => constraint.validate(one, told) === true)
    : constraint.validate(value, told) === true;
}

function isGood({ name, conditions, checks }: Field, dto: object): boolean {
  const value = (dto as Record<string, unknown>)[name];
  return (
    !conditions.every((condition) => condition(dto, value)) ||
    checks.every((check) => holds(check, dto, value))
  );
}

function made(
  dto: new () => object,
  fields: ReadonlyMap<string, Field>,
  input: Record<string, unknown>,
): object | undefined {
  const instance = new dto();
  for (const name of Object.keys(input)) {
    const field = fields.get(name);
    const value = input[name];
    if (field === undefined || !(isPlain(value) || (Array.isArray(value) && value.every(isPlain))))
      return undefined;
    const final = read(field, input);
    if (final !== undefined) (instance as Record<string, unknown>)[name] = final;
  }
  for (const field of fields.values()) if (!isGood(field, instance)) return undefined;
  return instance;
}

/** @returns undefined for a DTO that only the libraries know how to read */
export function planOf(dto: Type<object>): Plan | undefined {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const names = new Set(rules.map(({ propertyName }) => propertyName));
  const isOpen =
    defaultMetadataStorage.getStrategy(dto) === 'none' &&
    defaultMetadataStorage.getExposedProperties(dto, type).length === 0;
  if (names.size === 0 || !isOpen) return undefined;
  // What the class itself sets needs rules as much as what comes; what its prototype has, class-transformer leaves alone.
  if (
    Object.keys(new dto()).some((name) => !names.has(name)) ||
    [...names].some((name) => name in dto.prototype)
  )
    return undefined;
  const fields = new Map<string, Field>();
  for (const name of names) {
    const field = fieldOf(
      dto,
      name,
      rules.filter(({ propertyName }) => propertyName === name),
    );
    if (field === undefined) return undefined;
    fields.set(name, field);
  }
  return (input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    return made(dto, fields, input as Record<string, unknown>);
  };
}
