import { seed } from '../../../prisma/seed.js';
import { neededQuery, pathOf, type Route, routes } from '../../support/contract.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { raisedLimits } from '../../support/limits.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { apiOf } from '../support/api.js';
import { openStream } from '../support/event-stream.js';
import { bodyCases } from './bad-input/bodies.js';
import { callerCases, logins, roles } from './bad-input/callers.js';
import { type Case, failuresOf } from './bad-input/cases.js';
import { pathCases } from './bad-input/paths.js';
import { queryCases } from './bad-input/queries.js';

const patience = 180_000;

let clinic: TestDatabase;
let gateway: App;
let tables: readonly string[];
let before: unknown;
let complaints: readonly string[] = [];
const tokens = new Map<string, string>();

/** Every table but those that note who came: sessions, the audit log of what was read, and the number that rises with every statement about schedules, a refused one too. */
async function tableNames(): Promise<string[]> {
  const found = await clinic.database.client.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public'
      AND table_name NOT IN ('sessions', 'audit_entries', 'schedule_revision', '_prisma_migrations')
    ORDER BY 1`;
  return found.map(({ name }) => name);
}

/** A fingerprint of each table. */
function rows(): Promise<unknown> {
  const marks = tables.map(
    (name) =>
      `SELECT '${name}' AS name, count(*)::int, md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "${name}" t`,
  );
  return clinic.database.client.$queryRawUnsafe(marks.join(' UNION ALL '));
}

const errorsLogged = (): string[] =>
  gateway
    .output()
    .split('\n')
    .filter((line) => line.includes('"level":"error"'));

beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  // One client asks more here than the limits allow.
  const options = { ...services(), databaseUrl: clinic.url, namespace: newNamespace() };
  gateway = await startGateway({ ...options, env: { ...raisedLimits, LOG_LEVEL: 'error', DOCS: 'on' } });
  for (const role of roles) tokens.set(role, await apiOf(gateway.url).signIn(logins[role], 'docket-demo'));
  tables = await tableNames();
  before = await rows();
}, patience);

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

afterEach(async () => {
  const earlier = before;
  before = await rows();
  expect(before).toEqual(earlier);
  const known = complaints;
  complaints = errorsLogged();
  expect(complaints.slice(known.length)).toEqual([]);
});

/** A role that may use the route, so that the input is looked at. */
const userOf = ({ access }: Route): string =>
  Array.isArray(access) && !access.includes('admin') ? (access[0] as string) : 'admin';

/** A stream that is opened is closed again: its status is the answer. */
async function sendToStream(url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const opened = await openStream(url, headers);
  if ('status' in opened) return opened;
  opened.close();
  return { status: 200, headers: new Headers(), body: undefined, text: opened.text };
}

function send(route: Route, request: Omit<Case, 'what' | 'refusal'>): Promise<Answer> {
  const { path = pathOf(route), query = '', isBare = false, caller = userOf(route), body } = request;
  const [name] = query.split(/[=[]/);
  const search = [...(isBare ? [] : neededQuery(route, name)), query].filter((part) => part !== '');
  const url = `${gateway.url}${path}${search.length === 0 ? '' : `?${search.join('&')}`}`;
  const token = tokens.get(caller);
  const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...request.headers };
  if (route.isStream && route.query.length > 0 && route.method === 'GET') return sendToStream(url, headers);
  return call(route.method, url, { body, headers });
}

const casesOf = (route: Route): Case[] =>
  [bodyCases, queryCases, pathCases, callerCases].flatMap((cases) => cases(route, routes.indexOf(route)));

it.each(routes.filter((route) => casesOf(route).length > 0))(
  '$name refuses all that is wrong',
  async (route) => {
    expect(await failuresOf(casesOf(route), (one) => send(route, one))).toEqual([]);
  },
);

it('is about nearly every route, in thousands of cases, and asks each that takes turns', () => {
  const cases = routes.map(casesOf);
  expect(cases.filter(({ length }) => length === 0).length).toBeLessThan(10);
  const names = cases.flat().map(({ what }) => what);
  expect(names.length).toBeGreaterThan(5000);
  const askedOf = (kind: string) => new Set(names.filter((name) => name.startsWith(kind))).size;
  expect({
    malformed: askedOf('body: malformed'),
    prototypes: askedOf('body: {"'),
    names: askedOf('body: a name like'),
    levels: askedOf('body: 10,000 levels'),
    types: askedOf('body: JSON as'),
    tokens: askedOf('caller:  ') + askedOf('caller: /v1 '),
  }).toEqual({ malformed: 8, prototypes: 4, names: 2, levels: 3, types: 6, tokens: 12 });
});

it('a parameter named __proto__ is none', async () => {
  for (const route of routes.filter(({ query }) => query.length > 0)) {
    const { status } = await send(route, { query: '__proto__=1' });
    expect({ name: route.name, status }).toEqual({
      name: route.name,
      status: (await send(route, {})).status,
    });
  }
});

it('a cursor serves the list that it came from alone', async () => {
  const page = await call('GET', `${gateway.url}/doctors?limit=1`);
  const cursor = /[?&]cursor=([^&>]+)/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
  await expect(call('GET', `${gateway.url}/doctors?cursor=${cursor}`)).resolves.toMatchObject({
    status: 200,
  });
  const others = ['/appointments', '/me/notifications'].map((path) => ({
    what: path,
    refusal: { field: '/cursor' },
  }));
  const token = tokens.get('admin') ?? '';
  const ask = ({ what }: Case) => call('GET', `${gateway.url}${what}?cursor=${cursor}`, { token });
  expect(await failuresOf(others, ask)).toEqual([]);
});

describe('what is not there', () => {
  const get = ({ what }: Case): Promise<Answer> => call('GET', gateway.url + what);

  it('addresses', async () => {
    const paths = [
      '/nope',
      '/v1/nope',
      '/v1/v1/doctors',
      '/v1doctors',
      '/doctors/1/nope',
      '/%00',
      '/docs/../.env',
      '//',
      '/app/assets/nope.js',
    ];
    const cases = paths.map((what) => ({ what, refusal: { statuses: [404] } }));
    expect(await failuresOf(cases, get)).toEqual([]);
  });

  it('addresses that cannot be read', async () => {
    const paths = ['/doctors/%zz', '/%', `/doctors?q=%zz`];
    const cases = paths.map((what) => ({ what, refusal: { mayServe: true } }));
    expect(await failuresOf(cases, get)).toEqual([]);
  });

  it('other methods of what is there', async () => {
    const methodsOf = (path: string) =>
      routes.filter((route) => route.path === path).map(({ method }) => method);
    const others = [...new Map(routes.map((route) => [route.path, route])).values()].flatMap((route) =>
      ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
        .filter((method) => !methodsOf(route.path).includes(method))
        .map((method) => ({ ...route, method, name: `${method} ${route.path}` })),
    );
    const byName = new Map(others.map((route) => [route.name, route]));
    const cases = [...byName].map(([what, { method }]) => ({
      what,
      ...(method !== 'GET' && { body: {} }),
      refusal: {},
    }));
    const ask = (one: Case) => send(byName.get(one.what) as Route, one);
    expect(await failuresOf(cases, ask)).toEqual([]);
  });
});

it('free text is searched for as it stands', async () => {
  const name = "100%_sure \\ O'Neill; DROP TABLE doctors --";
  const { client } = clinic.database;
  const { id } = await client.doctor.create({ data: { name, specialization: 'Cardiology', locationId: 1 } });
  try {
    for (const q of ["'", "o'neill", '%', '_', '\\', 'DROP TABLE', name]) {
      for (const path of ['/doctors', '/v1/doctors']) {
        const answer = await call('GET', `${gateway.url}${path}?limit=100&q=${encodeURIComponent(q)}`);
        expect({ q, ids: (answer.body as { id: number }[]).map((doctor) => doctor.id) }).toEqual({
          q,
          ids: [id],
        });
      }
    }
  } finally {
    await client.doctor.delete({ where: { id } });
  }
});
