import { seed } from '../../prisma/seed.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Answer, call } from '../support/http.js';
import { raisedLimits } from '../support/limits.js';
import { type App, startGateway } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';
import { expectNamed, expectProblem } from './bad-input/answers.js';
import { neededQuery, pathOf, type Route, routes } from './bad-input/contract.js';
import { faultsOf, sampleOf } from './bad-input/faults.js';
import { wrongCursors, wrongQueries } from './bad-input/queries.js';
import { openStream } from './support/event-stream.js';

const patience = 180_000;
const mostBodyBytes = 100 * 1024;

/** The demo login of each role. */
const logins = { patient: 'patient', doctor: 'doctor', staff: 'frontdesk', admin: 'admin' };
const roles = Object.keys(logins);

/** What an id may look like to a lenient reader. */
const wrongIds = [
  '0',
  '-1',
  'abc',
  '99999999999',
  '2147483648',
  '1e3',
  '1.0',
  '0x1',
  '+1',
  '%00',
  '%201',
  '%D9%A1',
  "1'--",
];

let clinic: TestDatabase;
let gateway: App;
let before: unknown;
const tokens = new Map<string, string>();

/**
 * A fingerprint of every table but those that note who came: sessions, the audit log of what was read, and the number
 * that rises with every statement about schedules, a refused one too.
 */
async function rows(): Promise<unknown> {
  const { client } = clinic.database;
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public'
      AND table_name NOT IN ('sessions', 'audit_entries', 'schedule_revision', '_prisma_migrations')
    ORDER BY 1`;
  const marks: Record<string, unknown> = {};
  for (const { name } of tables) {
    marks[name] = await client.$queryRawUnsafe(
      `SELECT count(*)::int, md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "${name}" t`,
    );
  }
  return marks;
}

async function signIn(username: string): Promise<string> {
  const answer = await call('POST', `${gateway.url}/login`, { body: { username, password: 'docket-demo' } });
  return (answer.body as { token: string }).token;
}

/** Somebody who may use the route, so that the input is looked at. */
function callerOf({ access }: Route): string {
  const role = Array.isArray(access) && !access.includes('admin') ? (access[0] as string) : 'admin';
  return tokens.get(role) ?? '';
}

interface Request {
  readonly body?: unknown;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A stream that is opened is closed again: its status is the answer. */
async function sendToStream(url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const opened = await openStream(url, headers);
  if ('status' in opened) return opened;
  opened.close();
  return { status: 200, headers: new Headers(), body: undefined, text: opened.text };
}

function send(route: Route, { path = pathOf(route), query, ...request }: Request): Promise<Answer> {
  const [name] = query?.split(/[=[]/) ?? [];
  const search = [...neededQuery(route, name), ...(query === undefined ? [] : [query])].join('&');
  const url = gateway.url + path + (search === '' ? '' : `?${search}`);
  const token = callerOf(route);
  if (route.isStream && route.query.length > 0 && route.method === 'GET')
    return sendToStream(url, { authorization: `Bearer ${token}`, ...request.headers });
  return call(route.method, url, { token, ...request });
}

beforeAll(async () => {
  clinic = await createDatabase();
  await seed(clinic.database);
  // One client asks more here than anybody should.
  const options = { ...services(), databaseUrl: clinic.url, namespace: newNamespace() };
  gateway = await startGateway({ ...options, env: raisedLimits });
  for (const [role, username] of Object.entries(logins)) tokens.set(role, await signIn(username));
  before = await rows();
}, patience);

afterAll(async () => {
  await gateway.kill();
  await clinic.drop();
});

const withBody = routes.filter(({ body }) => body !== undefined);

describe.each(withBody)('the body of $name', (route) => {
  const { body = {} } = route;

  it.each(faultsOf(body).filter(({ pointer }) => pointer !== ''))(
    'is refused: $what',
    async ({ pointer, value }) => {
      expectNamed(await send(route, { body: value }), pointer);
    },
  );

  it.each(faultsOf(body).filter(({ pointer }) => pointer === ''))(
    'is refused as a whole: $what',
    async ({ value }) => {
      expectProblem(await send(route, { body: JSON.stringify(value) }));
    },
  );

  it.each(['{', '{"name":}', 'name', '{"name":1}}', "{'name':1}", '\u0000', '{"a":1,}', ''])(
    'is malformed: %j',
    async (text) => {
      const answer = await send(route, { body: text });
      expectProblem(answer);
      expect(answer.status).toBe(400);
    },
  );

  it.each(['__proto__', 'constructor'])('cannot reach a prototype through %s', async (name) => {
    const harmful = `{"${name}":{"prototype":{"role":"admin"},"role":"admin"}}`;
    const nested = `{"surplus":${harmful}}`;
    expectProblem(await send(route, { body: harmful }));
    expectProblem(await send(route, { body: nested }));
  });

  it.each(['a\0b', '\udfff'])('has no name like %j', async (name) => {
    const answer = await send(route, { body: { ...(sampleOf(body) as object), [name]: 1 } });
    expectProblem(answer);
    expect(answer.status).toBe(422);
  });

  it('does not nest 10,000 levels deep', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expectProblem(await send(route, { body: `{"surplus":${deep}}` }));
    expectProblem(await send(route, { body: deep }));
    expectProblem(await send(route, { body: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` }));
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'nonsense',
  ])('is JSON and not %s', async (type) => {
    const answer = await send(route, {
      body: JSON.stringify(sampleOf(body)),
      headers: { 'content-type': type },
    });
    expectProblem(answer);
    expect(answer.status).toBe(415);
  });

  it('is at most 100 kB', async () => {
    const envelope = JSON.stringify({ surplus: '' }).length;
    const ofBytes = (bytes: number) => JSON.stringify({ surplus: 'x'.repeat(bytes - envelope) });
    const large = await send(route, { body: ofBytes(mostBodyBytes + 1) });
    expectProblem(large);
    expect(large.status).toBe(413);
    expectNamed(await send(route, { body: ofBytes(mostBodyBytes) }), '/surplus');
  });

  it('is refused with documented statuses', () => {
    expect(route.statuses).toEqual(expect.arrayContaining([400, 413, 415, 422]));
  });
});

describe.each(routes.filter(({ query }) => query.length > 0))('the query of $name', (route) => {
  const ask = (query: string): Promise<Answer> => send(route, { query });

  it.each(wrongQueries(route.query))('is refused: $query', async ({ name, query }) => {
    expectNamed(await ask(query), `/${name}`);
  });

  it.each(route.query)('takes $name as a value, whatever it says', async ({ name }) => {
    for (const text of ["'", "' OR 1=1 --", '";DROP TABLE users;--', '%', '_', '\\', '$1', '{{1}}', '../']) {
      const answer = await ask(`${name}=${encodeURIComponent(text)}`);
      if (answer.status !== 200) expectNamed(answer, `/${name}`);
    }
    for (const number of ['1e9', '2147483647', '2147483648', '9007199254740993']) {
      const answer = await ask(`${name}=${number}`);
      if (answer.status !== 200) expectNamed(answer, `/${name}`);
    }
  });

  it('has no parameters that nobody knows', async () => {
    expectNamed(await ask('surplus=1'), '/surplus');
    expectProblem(await ask('constructor[prototype]=1'));
    expect((await ask('__proto__=1')).status).toBe((await ask('')).status);
    expectProblem(await ask(`${route.query[0]?.name ?? ''}[a]=1`));
  });

  it('is refused with a documented status', () => {
    expect(route.statuses).toContain(422);
  });
});

const lists = routes.filter(({ query }) => query.some(({ name }) => name === 'cursor'));

describe.each(lists)('the cursor of $name', (route) => {
  it.each(wrongCursors)('is not %j', async (cursor) => {
    expectNamed(await send(route, { query: `cursor=${encodeURIComponent(cursor)}` }), '/cursor');
  });
});

it('a cursor serves the list that it came from alone', async () => {
  const page = await call('GET', `${gateway.url}/doctors?limit=1`);
  const cursor = /[?&]cursor=([^&>]+)/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
  const token = tokens.get('admin') ?? '';
  await expect(call('GET', `${gateway.url}/doctors?cursor=${cursor}`)).resolves.toMatchObject({
    status: 200,
  });
  for (const list of ['/appointments', '/me/notifications']) {
    expectNamed(await call('GET', `${gateway.url}${list}?cursor=${cursor}`, { token }), '/cursor');
  }
});

describe.each(routes.filter(({ pathParameters }) => pathParameters.length > 0))(
  'the path of $name',
  (route) => {
    const places = route.pathParameters.flatMap((name) => wrongIds.map((id) => ({ name, id })));

    it.each(places)('has nothing at $name $id', async ({ name, id }) => {
      const body = route.body && sampleOf(route.body);
      const answer = await send(route, { path: pathOf(route, { [name]: id }), body });
      expectProblem(answer);
      expect([404, 422]).toContain(answer.status);
      expect(route.statuses).toContain(answer.status);
    });

    it('is not endless', async () => {
      for (const name of route.pathParameters) {
        const answer = await send(route, { path: pathOf(route, { [name]: '1'.repeat(5000) }) });
        expectProblem(answer);
        expect([404, 414]).toContain(answer.status);
      }
    });

    it('has nothing at an id that nobody has', async () => {
      const everywhere = Object.fromEntries(route.pathParameters.map((name) => [name, '2147483647']));
      const body = route.body && sampleOf(route.body);
      const answer = await send(route, { path: pathOf(route, everywhere), body });
      expectProblem(answer);
      expect(answer.status).toBe(404);
    });
  },
);

describe('what is not there', () => {
  it.each([
    '/nope',
    '/v1/nope',
    '/v1/v1/doctors',
    '/v1doctors',
    '/doctors/1/nope',
    '/%00',
    '/docs/../.env',
    '//',
    '/app/assets/nope.js',
  ])('%s', async (path) => {
    const answer = await call('GET', gateway.url + path);
    expectProblem(answer);
    expect(answer.status).toBe(404);
  });

  it('an address that cannot be read', async () => {
    for (const path of ['/doctors/%zz', '/%', `/doctors?q=%zz`]) {
      const answer = await call('GET', gateway.url + path);
      if (answer.status !== 200) expectProblem(answer);
    }
  });

  it.each([...new Set(routes.map(({ path }) => path))])('other methods on %s', async (path) => {
    const known = routes.filter((route) => route.path === path);
    const methods = new Set(known.map(({ method }) => method));
    const [route] = known;
    if (route === undefined) throw new Error('There is no route.');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.has(one))) {
      expectProblem(await send({ ...route, method }, { body: method === 'GET' ? undefined : {} }));
    }
  });
});

describe('access', () => {
  it.each(routes)('$name says who may use it', ({ access }) => {
    if (Array.isArray(access)) expect(roles).toEqual(expect.arrayContaining(access as string[]));
    else expect(['public', 'signed_in']).toContain(access);
  });

  it.each(routes)('$name has each of its parameters once', ({ parameters }) => {
    expect(parameters).toEqual([...new Set(parameters)]);
  });

  const guarded = routes.filter(({ access }) => access !== 'public');

  it.each(guarded)('$name is for nobody without a token', async (route) => {
    const wrong = [
      '',
      'Bearer',
      'Bearer x',
      'Bearer a.b.c',
      'Basic YWRtaW46eA==',
      `bearer ${'x'.repeat(5000)}`,
    ];
    for (const authorization of wrong) {
      const body = route.body && sampleOf(route.body);
      for (const version of ['', '/v1']) {
        const url = gateway.url + version + pathOf(route);
        const headers = authorization === '' ? {} : { authorization };
        const answer = await call(route.method, url, { body, headers });
        expectProblem(answer);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
    expect(route.statuses).toContain(401);
  });

  const refusals = routes.flatMap((route) =>
    Array.isArray(route.access)
      ? roles.filter((role) => !route.access?.includes(role)).map((role) => ({ role, ...route }))
      : [],
  );

  it.each(refusals)('$name is not for a $role', async ({ role, ...route }) => {
    for (const body of route.body === undefined ? [undefined] : [sampleOf(route.body), {}]) {
      const answer = await call(route.method, gateway.url + pathOf(route), {
        body,
        token: tokens.get(role) ?? '',
      });
      expectProblem(answer);
      expect(answer.status).toBe(403);
    }
    expect(route.statuses).toContain(403);
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

it('nothing of this has changed a row', async () => {
  expect(await rows()).toEqual(before);
  expect(gateway.output()).not.toMatch(/"level":"error"/);
});
