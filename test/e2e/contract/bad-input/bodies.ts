import { type Route, type Schema } from '../../../support/contract.js';
import { type Case, inTurn } from './cases.js';
import { faultsOf, sampleOf } from './faults.js';

const mostBodyBytes = 100 * 1024;
const malformed = ['{', '{"name":}', 'name', '{"name":1}}', "{'name':1}", '\u0000', '{"a":1,}', ''];
const otherTypes = [
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  'nonsense',
];

const broken = (schema: Schema): Case[] =>
  faultsOf(schema).map(({ what, pointer, value }) => ({
    what: `body: ${what}`,
    ...(pointer === ''
      ? { body: JSON.stringify(value), refusal: {} }
      : { body: value, refusal: { field: pointer } }),
  }));

const unreadable = (turn: number): Case[] =>
  inTurn(malformed, turn).map((body) => ({
    what: `body: malformed ${JSON.stringify(body)}`,
    body,
    refusal: { statuses: [400] },
  }));

function harmful(schema: Schema, turn: number): Case[] {
  const prototypes = ['__proto__', 'constructor'].flatMap((name) => {
    const reaching = `{"${name}":{"prototype":{"role":"admin"},"role":"admin"}}`;
    return [reaching, `{"surplus":${reaching}}`];
  });
  const names = ['a\0b', '\udfff'].map((name) => ({ ...(sampleOf(schema) as object), [name]: 1 }));
  const list = '['.repeat(10_000) + ']'.repeat(10_000);
  const deep = [`{"surplus":${list}}`, list, `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`];
  return [
    ...inTurn(prototypes, turn).map((body) => ({ what: `body: ${body}`, body, refusal: {} })),
    ...inTurn(names, turn).map((body) => ({
      what: `body: a name like ${JSON.stringify(Object.keys(body).at(-1))}`,
      body,
      refusal: { statuses: [422] },
    })),
    ...inTurn(deep, turn).map((body) => ({
      what: `body: 10,000 levels of ${body.slice(0, 12)}…`,
      body,
      refusal: {},
    })),
  ];
}

const notJson = (schema: Schema, turn: number): Case[] =>
  inTurn(otherTypes, turn).map((type) => ({
    what: `body: JSON as ${type}`,
    body: JSON.stringify(sampleOf(schema)),
    headers: { 'content-type': type },
    refusal: { statuses: [415] },
  }));

function large(): Case[] {
  const envelope = JSON.stringify({ surplus: '' }).length;
  const ofBytes = (bytes: number) => JSON.stringify({ surplus: 'x'.repeat(bytes - envelope) });
  return [
    {
      what: 'body: one byte more than 100 kB',
      body: ofBytes(mostBodyBytes + 1),
      refusal: { statuses: [413] },
    },
    { what: 'body: 100 kB', body: ofBytes(mostBodyBytes), refusal: { field: '/surplus' } },
  ];
}

/** Every way in which the body of a route can be wrong; of the ways that the parser alone sees to, one of each kind. */
export const bodyCases = ({ body }: Route, turn: number): Case[] =>
  body === undefined
    ? []
    : [...broken(body), ...unreadable(turn), ...harmful(body, turn), ...notJson(body, turn), ...large()];
