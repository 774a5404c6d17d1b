import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync } from 'class-validator';
import fc from 'fast-check';
import { dtoPipe, libraryPipe } from './input.pipes.js';
import { planOf } from './plans.js';

const source = join(import.meta.dirname, '../..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.dto.ts'),
);

const rulesOf = (dto: Type) => getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
const isDto = (value: unknown): value is Type<object> =>
  typeof value === 'function' && rulesOf(value as Type).length > 0;

const modules: Record<string, unknown>[] = [];
// One after the other: Jest links modules that are imported at once before all of them are there.
for (const file of files) modules.push((await import(join(source, file))) as Record<string, unknown>);
const dtos = [...new Set(modules.flatMap((module) => Object.values(module)).filter(isDto))];

/** Something for every rule, good or bad or nearly so. */
const values: readonly unknown[] = [
  ...[
    0,
    1,
    2,
    30,
    100,
    -1,
    1.5,
    2 ** 31,
    true,
    false,
    null,
    '',
    ' ',
    'a',
    '1',
    '0x1',
    ' Ada  Lovelace ',
    'two\nlines',
  ],
  ...[
    '2026-12-01',
    '1990-02-29',
    '2026-12-01T09:00:00Z',
    '09:30',
    '24:00',
    'europe/berlin',
    'de',
    'EN-us',
    'DE',
  ],
  ...[
    'ada@example.org',
    '1f0c6a52-6f1d-4a0e-9f5e-3f6f8f0f7b11',
    '+49 30 1234567',
    '52.52,13.405',
    '123456',
    'a long password 1',
  ],
  ...[[], [1, 2], [1, 1], ['en', 'de'], [1, 'x'], ['a', null], {}, { town: 'Ulm' }, [{}], [[1]]],
];

const fieldsOf = (dto: Type): string[] => [...new Set(rulesOf(dto).map(({ propertyName }) => propertyName))];

/** Values that class-validator lets a field have, and a choice that a rule names. */
function goodOf(dto: Type<object>, field: string): unknown[] {
  const named = rulesOf(dto)
    .filter(({ propertyName, name }) => propertyName === field && name === 'isIn')
    .flatMap(({ constraints }) => constraints[0] as unknown[]);
  return [...values, ...named].filter((value) => {
    const errors = validateSync(plainToInstance(dto, { [field]: value }), { whitelist: true });
    return errors.every(({ property }) => property !== field);
  });
}

function inputs(dto: Type<object>): fc.Arbitrary<Record<string, unknown>> {
  const any = fc.constantFrom(...values);
  const fields = fieldsOf(dto).map((field) => {
    const good = goodOf(dto, field);
    const usual = good.length === 0 ? any : fc.constantFrom(...good);
    const rare = fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: any });
    return fc.option(rare, { nil: undefined, freq: 5 }).map((value) => [field, value] as const);
  });
  const surplus = fc.oneof(
    { weight: 20, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('surplus', 'constructor', '__proto__', 'toString') },
  );
  return fc
    .tuple(surplus, ...fields)
    .map(([extra, ...given]) =>
      Object.fromEntries([
        ...given.filter(([, value]) => value !== undefined),
        ...(extra === null ? [] : [[extra, 1] as const]),
      ]),
    );
}

type Outcome = { readonly made: unknown } | { readonly refused: unknown };

async function outcome(pipe: ReturnType<typeof dtoPipe>, metatype: Type, input: object): Promise<Outcome> {
  try {
    return { made: await pipe.transform(structuredClone(input), { type: 'body', metatype }) };
  } catch (error) {
    return { refused: { ...(error as object) } };
  }
}

const short = dtoPipe();
const long = libraryPipe();
const runs = { numRuns: 20, seed: 1 };

it.each(dtos.map((dto) => [dto.name, dto] as const))(
  '%s is what the libraries make of it',
  async (_, dto) => {
    const plan = planOf(dto);
    // Only what has objects in it goes the long way every time.
    const isNested = rulesOf(dto).some(({ type }) => type === 'nestedValidation');
    expect(plan === undefined).toBe(isNested);
    const fields = fieldsOf(dto);
    const check = fc.asyncProperty(inputs(dto), async (input) => {
      const expected = await outcome(long, dto, input);
      expect(await outcome(short, dto, input)).toStrictEqual(expected);
      const isShort = plan?.(structuredClone(input)) !== undefined;
      const isKnown = Object.keys(input).every((name) => fields.includes(name));
      expect(isShort).toBe('made' in expected && isKnown && !isNested);
    });
    await fc.assert(check, runs);
  },
);
