import fc from 'fast-check';
import { type Access, resolved, type Route, routes, type Schema } from '../../../support/contract.js';
import { type KnownIds } from './known-ids.js';

/** Who asks: an anonymous caller, a forger with a token of the own making, or one of the roles. */
export const callers = ['anonymous', 'forger', 'patient', 'doctor', 'staff', 'admin'] as const;
export type Caller = (typeof callers)[number];

/** One request of the fuzz run. */
export interface FuzzRequest {
  readonly route: Route;
  readonly caller: Caller;
  /** With ids of what is known to exist, where it asks for that */
  readonly path: (known: KnownIds) => string;
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
/** Mostly when doctors work */
const times = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 18, max: 32 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 47 }) },
  )
  .map((half) => timeOf(half));
const instants = fc
  .tuple(days, times)
  .map(([count, time]) => `${inDays(count).toISOString().slice(0, 10)}T${time}:00Z`);

const timeOf = (half: number): string =>
  `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;

/** A year ago; an example from before it is of something that is over, such as a birth. */
const longAgo = inDays(-365).toISOString();

function plausibleText({ example, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  if (typeof example !== 'string') return fc.string({ unit: 'grapheme', maxLength });
  if (/^\d{4}-\d\d-\d\dT/.test(example)) return instants;
  if (/^\d{4}-\d\d-\d\d$/.test(example) && example > longAgo) return dates;
  if (/^\d\d:\d\d$/.test(example)) return times;
  const own = fc.integer({ min: 0, max: 1e6 }).map((number) => example.replace(/^\w+/, `$&${number}`));
  return fc.oneof({ weight: 2, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: own });
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

/** Mostly with a few of the fields that may be left out: of all together two nearly always exclude each other. */
function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[],
): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, value(schema)]),
  );
  const optional = Object.keys(values).filter((name) => !required.includes(name));
  const few = fc.subarray(optional, { maxLength: Math.min(optional.length, 2) }).chain((some) => {
    const chosen = [...required, ...some];
    return fc.record(Object.fromEntries(Object.entries(values).filter(([name]) => chosen.includes(name))));
  });
  return fc.oneof(
    { weight: 3, arbitrary: few },
    { weight: 1, arbitrary: fc.record(values, { requiredKeys: [...required] }) },
  );
}

const bodyOf = (schema: Schema | undefined): fc.Arbitrary<unknown> =>
  schema === undefined
    ? fc.constant(undefined)
    : fc.oneof(
        { weight: 15, arbitrary: plausible(schema) },
        { weight: 1, arbitrary: wild.filter((w) => w !== '') },
      );

const ids = fc.oneof(
  // The nth that is known
  { weight: 10, arbitrary: fc.nat({ max: 1000 }) },
  // Of most things the seed has a few.
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }).map(String) },
  { weight: 1, arbitrary: fc.integer({ min: 9, max: 70 }).map(String) },
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

/** Anyone, and more often who may. */
function callerOf(access: Access | undefined): fc.Arbitrary<Caller> {
  const roles: readonly string[] = typeof access === 'object' ? access : ['patient'];
  const entitled = callers.filter((caller) => access === 'public' || roles.includes(caller));
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...callers) },
    { weight: 3, arbitrary: fc.constantFrom(...entitled) },
  );
}

/** What stands before a parameter in the path says which kind of thing it is the id of. */
function pathFor(route: Route, caller: Caller, given: readonly (string | number)[], known: KnownIds): string {
  const parts = route.path.split('/');
  let place = 0;
  return parts
    .map((part, index) => {
      if (!/^\{\w+\}/.test(part)) return part;
      const id = given[place++] ?? '';
      const found = typeof id === 'string' ? id : known.nth(parts[index - 1] ?? '', caller, id);
      return part.replace(/^\{\w+\}/, encoded(found ?? '1'));
    })
    .join('/');
}

const requestOf = (route: Route): fc.Arbitrary<FuzzRequest> =>
  fc
    .record({
      caller: callerOf(route.access),
      ids: fc.tuple(...route.pathParameters.map(() => ids)),
      query: queryOf(route),
      headers,
      body: bodyOf(route.body),
    })
    .map(({ ids: given, query, ...request }) => ({
      ...request,
      route,
      path: (known) => pathFor(route, request.caller, given, known) + query,
    }));

/** Any request to any route of the document. */
export const anyRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(...routes.map(requestOf));
