import { type Route } from './contract.js';

/** A query string that is refused because of one parameter. */
interface WrongQuery {
  readonly name: string;
  readonly query: string;
}

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

/** Values that a parameter cannot have, and each parameter given twice. */
export const wrongQueries = (parameters: readonly Parameter[]): WrongQuery[] =>
  parameters.flatMap((parameter) => {
    const { name } = parameter;
    return [
      ...wrongValues(parameter).map((value) => ({ name, query: `${name}=${value}` })),
      { name, query: `${name}=1&${name}=2` },
      { name, query: `${name}=&${name}=` },
    ];
  });

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What no list has given out, whatever the keys of its cursors are. */
export const wrongCursors: readonly string[] = [
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
