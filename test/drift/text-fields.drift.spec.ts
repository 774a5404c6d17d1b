import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textFields } from '../../apps/gateway/src/http/input/text-fields.js';
import { longestLine, longestLines } from '../../apps/web/src/api/text-fields.js';
import { resolved, routes, type Schema } from '../support/contract.js';

interface Text extends Schema {
  readonly where: string;
}

const keyword = 'x-docket-text';
const isText = ({ type = [] }: Schema): boolean => [type].flat().includes('string');

/** The texts of a body, and of what is in it, but for choices of a list. */
function textsOf(given: Schema, where: string): Text[] {
  const schema = resolved(given);
  if (isText(schema) && schema.enum === undefined) return [{ ...schema, where }];
  const inside = Object.entries({ ...schema.properties, ...(schema.items && { '0': schema.items }) });
  return inside.flatMap(([name, property]) => textsOf(property, `${where}/${name}`));
}

const texts = routes.flatMap(({ name, query, body }) => [
  ...query.flatMap(({ name: parameter, schema, [keyword]: kind }) =>
    textsOf({ ...schema, ...(kind && { [keyword]: kind }) }, `${name} ?${parameter}`),
  ),
  ...(body === undefined ? [] : textsOf(body, name)),
]);

const kindOf = (text: Text) => text[keyword];
const placesOf = (found: readonly Text[]): string[] => found.map(({ where }) => where);

/** Dates, times, zones, countries and the like, which their own checks know */
const exact = /^(?:[\d:TZ.,-]+|[A-Z]{2}|[A-Z]\w+\/\w+|[\da-f-]{36})$/;

it('R15: each text of a request says how many lines it takes, unless it is a date or the like', () => {
  const silent = texts.filter((text) => kindOf(text) === undefined && !exact.test(String(text.example)));
  expect(placesOf(silent).filter((where) => !where.endsWith('/languages/0'))).toEqual([]);
});

it('R15: each text of a request is one of the table, and each of the table is in a request', () => {
  // What HTTP has in a header is a field of requests over RabbitMQ.
  const { idempotencyKey, ...others } = textFields;
  const listed = Object.values(others).map(({ kind, min, max }) => [kind, min, max].join());
  const sent = texts
    .filter((text) => kindOf(text) !== undefined)
    .map((text) => [kindOf(text), text.minLength, text.maxLength].join());
  expect([...new Set(sent)].sort()).toEqual([...new Set(listed)].sort());
  expect(idempotencyKey.kind).toBe('line');
});

it('R15: what people tell takes lines', () => {
  const told = texts.filter(({ where }) => /(?:[rR]eason|bio|address|note)$/.test(where));
  expect(told.length).toBeGreaterThan(20);
  expect(placesOf(told.filter((text) => kindOf(text) !== 'lines'))).toEqual([]);
});

const fieldOf = (name: string): Schema | undefined => {
  const [request, field = ''] = name.split('.');
  return routes.find(({ bodyName }) => bodyName === request)?.body?.properties?.[field];
};

it.each([
  ['line', longestLine],
  ['lines', longestLines],
])('R15: the forms ask for each %s as the contract says', (kind, table) => {
  const asked = Object.keys(table).map((name) => [name, fieldOf(name)?.[keyword], fieldOf(name)?.maxLength]);
  expect(asked).toEqual(Object.entries(table).map(([name, longest]) => [name, kind, longest]));
});

const web = join(import.meta.dirname, '../../apps/web/src');
const pages = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !file.endsWith('components/form/inputs.tsx'))
  .map((file) => ({ file, text: readFileSync(join(web, file), 'utf8') }));

it('R15: no form has an input of one line, or one of its own, for what takes lines', () => {
  const names = [...new Set(Object.keys(longestLines).map((name) => name.split('.')[1]))].join('|');
  const input = new RegExp(`<Textarea\\b|<(?:TextField|TextInput|input)\\b[^>]*\\bname="(?:${names})"`);
  expect(pages.length).toBeGreaterThan(100);
  expect(pages.filter(({ text }) => input.test(text)).map(({ file }) => file)).toEqual([]);
});

it('R15: each text that a form names is asked for somewhere', () => {
  const isAsked = (name: string): boolean => pages.some(({ text }) => text.includes(`of="${name}"`));
  const named = [...Object.keys(longestLine), ...Object.keys(longestLines)];
  expect(named.filter((name) => !isAsked(name))).toEqual([]);
});
