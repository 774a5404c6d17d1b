import { type Route } from '../../../support/contract.js';
import { type Case, inTurn } from './cases.js';

type Parameter = Route['query'][number];

const notNumbers = [
  'abc',
  '',
  '1.5',
  '-1',
  '0',
  '1e308',
  '-1e308',
  'NaN',
  'Infinity',
  '1,2',
  '%201a',
  'null',
  '%00',
];
const notAnyText = ['%00', 'a%00b', 'a%0d%0aBcc:b'];
const tooLong = 'x'.repeat(600);

function wrongValues({ schema }: Parameter): string[] {
  if (schema.type === 'number') return [...notNumbers, ...(schema.maximum === undefined ? [] : ['1e9'])];
  return [...notAnyText, tooLong, ...(schema.enum === undefined ? [] : ['text', ''])];
}

const texts = ["'", "' OR 1=1 --", '";DROP TABLE users;--', '%', '_', '\\', '$1', '{{1}}', '../'];
const numbers = ['1e9', '2147483647', '2147483648', '9007199254740993'];

/** Values that a parameter cannot have, each parameter given twice, and values that only look dangerous. */
function valueCases(parameter: Parameter, turn: number): Case[] {
  const { name } = parameter;
  const wrong = [
    ...wrongValues(parameter).map((value) => `${name}=${value}`),
    `${name}=1&${name}=2`,
    `${name}=&${name}=`,
  ];
  const strange = [...inTurn(texts.map(encodeURIComponent), turn), ...inTurn(numbers, turn)].map(
    (value) => `${name}=${value}`,
  );
  return [
    ...wrong.map((query) => ({ what: `query: ${query}`, query, refusal: { field: `/${name}` } })),
    ...strange.map((query) => ({
      what: `query: ${query}`,
      query,
      refusal: { field: `/${name}`, mayServe: true },
    })),
  ];
}

const unknownCases = (known: string): Case[] => [
  { what: 'query: an unknown name', query: 'surplus=1', refusal: { field: '/surplus' } },
  { what: 'query: a prototype', query: 'constructor[prototype]=1', refusal: {} },
  { what: `query: ${known}[a]`, query: `${known}[a]=1`, refusal: {} },
];

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What no list has given out, whatever the keys of its cursors are. */
const wrongCursors: readonly string[] = [
  'random text',
  'bm9uc2Vuc2U',
  "' OR 1=1 --",
  'x'.repeat(501),
  ...[
    null,
    1,
    'text',
    {},
    [],
    [null],
    [null, null],
    [[], {}],
    [1.5, 1],
    [1, 1.5],
    ['a\0b', 1],
    ['\ud800', 1],
    ['a', 2 ** 31],
    [1e300],
    [1e300, 1],
    ['a', '1 OR 1=1'],
    [1, 1, 1, 1, 1, 1],
  ].map(encoded),
  Buffer.from('['.repeat(180)).toString('base64url'),
];

const cursorCases = (): Case[] =>
  wrongCursors.map((cursor) => ({
    what: `query: the cursor ${JSON.stringify(cursor)}`,
    query: `cursor=${encodeURIComponent(cursor)}`,
    refusal: { field: '/cursor' },
  }));

/** Every way in which the query of a route can be wrong. */
export const queryCases = ({ query }: Route, turn: number): Case[] => [
  ...query.flatMap((parameter, index) => valueCases(parameter, turn + index)),
  ...query.slice(0, 1).flatMap(({ name }) => unknownCases(name)),
  ...(query.some(({ name }) => name === 'cursor') ? cursorCases() : []),
];
