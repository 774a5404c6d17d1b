import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { getMetadataStorage, IsString, Length } from 'class-validator';
import { isLine, tidyLine, tidyLines } from '#libs/common';
import { check } from './checks.js';
import { everyRule } from './field-faults.js';
import { type TextFieldName, textFields, type TextKind } from './text-fields.js';

/** What the contract tells the kind of a text by */
const keyword = 'x-docket-text';

const isString = (value: unknown): value is string => typeof value === 'string';

const IsOneLine = check('isOneLine', 'text.not_one_line', (value) => isString(value) && isLine(value));
const IsOfLines = check('isOfLines', 'text.expected', isString);
const ruleOf = { line: IsOneLine, lines: IsOfLines } as const satisfies Record<TextKind, unknown>;
const kindRules: readonly string[] = ['isOneLine', 'isOfLines'];

/** Takes a text in its one form; what is no text is left to the rules. */
export const inOneForm = (form: (text: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (isString(value) ? form(value) : value));

const asTyped = (text: string): string => text;

/** A text of the kind and the length that {@link textFields} says, counted once it is tidied. */
export function IsText(field: TextFieldName): PropertyDecorator {
  const { kind, min, max, isName } = { isName: false, ...textFields[field] };
  const form = kind === 'lines' ? tidyLines : isName ? tidyLine : asTyped;
  const described: ApiPropertyOptions & Record<typeof keyword, TextKind> = {
    minLength: min,
    maxLength: max,
    [keyword]: kind,
  };
  return applyDecorators(
    inOneForm(form),
    IsString(),
    Length(min, max),
    ruleOf[kind](),
    ApiProperty(described),
  );
}

const linesOf = new WeakMap<Type, ReadonlySet<string>>();

/** The names of a DTO's fields that take several lines. */
export function fieldsOfLines(dto: Type): ReadonlySet<string> {
  const known = linesOf.get(dto);
  if (known !== undefined) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  const found = rules.filter(({ name }) => name === 'isOfLines').map(({ propertyName }) => propertyName);
  const lines = new Set(found);
  linesOf.set(dto, lines);
  return lines;
}

/**
 * Looks at every DTO that is loaded.
 *
 * @throws Error when one has a text of no kind
 */
export function assertEveryTextHasKind(): void {
  const rules = everyRule().filter(({ each }) => !each);
  const keyOf = ({ target, propertyName }: (typeof rules)[number]): string =>
    `${isString(target) ? target : target.name}.${propertyName}`;
  const known = new Set(rules.filter(({ name }) => kindRules.includes(name ?? '')).map(keyOf));
  const unknown = rules.filter(({ name }) => name === 'isString' || name === 'isLength').map(keyOf);
  const [first] = unknown.filter((key) => !known.has(key));
  if (first !== undefined) throw new Error(`${first} is text of no kind: declare it with IsText.`);
}
