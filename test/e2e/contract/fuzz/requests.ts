import fc from 'fast-check';
import { resolved, type Route, routes, type Schema } from '../../../support/contract.js';

/** Who asks: an anonymous caller, a forger with a token of the own making, or one of the roles. */
export const callers = ['anonymous', 'forger', 'patient', 'doctor', 'staff', 'admin'] as const;
export type Caller = (typeof callers)[number];

/** One request of the fuzz run. */
export interface FuzzRequest {
  readonly route: Route;
  readonly caller: Caller;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    "' OR 1=1 --",
    '__proto__',
    'a\r\nBcc: b',
    '\0',
    '\ud800',
    '${7*7}',
    '../..',
    '%',
    'x'.repeat(3000),
  ),
);

/** What no schema asks for. */
const wild = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e308, 2 ** 31, 2 ** 53, '', [], {}, [[]], {
    a: { b: [] },
  }),
  fc.jsonValue({ maxDepth: 3 }),
);

const days = fc.integer({ min: -2, max: 40 });
const inDays = (count: number): Date => new Date(Date.now() + count * 86_400_000);
const dates = days.map((count) => inDays(count).toISOString().slice(0, 10));
const instants = fc
  .tuple(days, fc.integer({ min: 0, max: 47 }))
  .map(([count, half]) =>
    `${inDays(count).toISOString().slice(0, 10)}T00:00:00Z`.replace('00:00', timeOf(half)),
  );

const timeOf = (half: number): string =>
  `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;

function plausibleText({ example, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  if (typeof example !== 'string') return fc.string({ unit: 'grapheme', maxLength });
  if (/^\d{4}-\d\d-\d\dT/.test(example)) return instants;
  if (/^\d{4}-\d\d-\d\d$/.test(example)) return dates;
  const own = fc.integer({ min: 0, max: 1e6 }).map((number) => example.replace(/^\w+/, `$&${number}`));
  return fc.oneof(fc.constant(example), own);
}

/** A value that the schema allows, as far as the schema says what it allows. */
function plausible(given: Schema): fc.Arbitrary<unknown> {
  const schema = resolved(given);
  const { type, enum: choices, items, properties, minimum, maximum, example } = schema;
  const types = [type ?? []].flat();
  if (choices !== undefined) return fc.constantFrom(...choices);
  if (items !== undefined) return fc.array(value(items), { maxLength: 4 });
  if (properties !== undefined) return objectOf(properties, schema.required ?? []);
  if (types.includes('boolean')) return fc.boolean();
  if (types.includes('number') || types.includes('integer')) {
    const small = fc.integer({ min: minimum ?? 1, max: Math.min(maximum ?? 70, 70) });
    return typeof example === 'number' ? fc.oneof(fc.constant(example), small) : small;
  }
  return plausibleText(schema);
}

const value = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: plausible(schema) }, { weight: 1, arbitrary: wild });

const objectOf = (
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(schema)])), {
    requiredKeys: [...required],
  });

const bodyOf = (schema: Schema | undefined): fc.Arbitrary<unknown> =>
  schema === undefined
    ? fc.constant(undefined)
    : fc.oneof(
        { weight: 15, arbitrary: plausible(schema) },
        { weight: 1, arbitrary: wild.filter((w) => w !== '') },
      );

const ids = fc.oneof(
  // Of most things the seed has a few.
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 8 }).map(String) },
  { weight: 4, arbitrary: fc.integer({ min: 9, max: 70 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0', '-1', 'abc', '2147483648', '00000000-0000-4000-8000-000000000000'),
  },
  { weight: 1, arbitrary: text.filter((id) => !/^\.*$/.test(id) && id.length < 100) },
);

const encoded = (part: unknown): string =>
  encodeURIComponent((typeof part === 'string' ? part : JSON.stringify(part)).toWellFormed());

/** A few of the parameters that may be left out: of all together one is nearly always wrong. */
const queryOf = ({ query }: Route): fc.Arbitrary<string> => {
  const needed = query.filter(({ required }) => required === true);
  const others = query.filter(({ required }) => required !== true);
  return fc
    .subarray(others, { maxLength: Math.min(others.length, 3) })
    .chain((some) =>
      fc.record(Object.fromEntries([...needed, ...some].map(({ name, schema }) => [name, value(schema)]))),
    )
    .map((given) => {
      const pairs = Object.entries(given).map(([name, one]) => `${name}=${encoded(one)}`);
      return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
    });
};

const headers = fc.record(
  {
    // A key that is known is another request's most of the time.
    'idempotency-key': fc.oneof(
      { weight: 4, arbitrary: fc.uuid() },
      { weight: 1, arbitrary: fc.constantFrom('one', 'two', 'x'.repeat(300), 'with space') },
    ),
    'if-match': fc.oneof(
      { weight: 4, arbitrary: fc.constant('*') },
      { weight: 1, arbitrary: fc.constantFrom('"1"', '"2"', 'W/"1"', 'nonsense') },
    ),
    'x-docket-client': fc.constantFrom('browser', 'other'),
    'x-forwarded-for': fc.constantFrom('192.0.2.1', 'nonsense'),
    'x-request-id': fc.constantFrom('mine', 'not {allowed}'),
    'accept-language': fc.constantFrom('de', 'tlh;q=2', '*'),
  },
  { requiredKeys: [] },
);

const requestOf = (route: Route): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      // The callers who may most, more often.
      caller: fc.constantFrom(...callers, 'patient', 'staff', 'admin'),
      ids: fc.tuple(...route.pathParameters.map(() => ids)),
      query: queryOf(route),
      headers,
      body: bodyOf(route.body),
    })
    .map(({ ids: given, query, ...request }) => {
      const path = route.pathParameters.reduce(
        (template, name, index) => template.replace(`{${name}}`, encoded(given[index])),
        route.path,
      );
      return { ...request, route, path: path + query };
    });

/** Any request to any route of the document. */
export const anyRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(...routes.map(requestOf));
