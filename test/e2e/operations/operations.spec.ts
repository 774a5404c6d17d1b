import { readFileSync } from 'node:fs';
import { seed } from '../../../prisma/seed.js';
import { topologyOf } from '../../../libs/messaging/src/rabbitmq/topology.js';
import { withRedis } from '../../support/run/connections.js';
import { createFilledDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Listener, listenTo } from '../support/listeners/exchange-listener.js';
import { bookingId, visit } from './visit.js';

const patience = 180_000;
const allowedOrigin = 'https://clinic.example';
const cacheSeconds = 60;

let clinic: TestDatabase;
let namespace: string;
let gateway: App;
let notifications: App;
let broker: Listener;
let secrets: string[];
let admin: string;

/** Starts both apps as talkative as they can be, and lets a patient do everything. */
beforeAll(async () => {
  clinic = await createFilledDatabase('demo', seed);
  namespace = newNamespace();
  const env = {
    DOCS: 'on',
    LOG_LEVEL: 'verbose',
    CORS_ORIGINS: allowedOrigin,
    SEARCH_CACHE_SECONDS: String(cacheSeconds),
  };
  const joined = { ...services(), databaseUrl: clinic.url, namespace, env };
  [gateway, notifications] = await Promise.all([startGateway(joined), startNotifications(joined)]);
  broker = await listenTo(services().rabbitmqUrl, topologyOf(namespace).events);
  secrets = await visit(gateway.url);
  const login = await call('POST', `${gateway.url}/login`, {
    body: { username: 'admin', password: 'docket-demo' },
  });
  admin = (login.body as { token: string }).token;
}, patience);

afterAll(async () => {
  await broker.close();
  await Promise.all([gateway.kill(), notifications.kill()]);
  await clinic.drop();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  call('GET', gateway.url + path, { headers });

/** What an app says to Prometheus. */
async function metricsOf(app: App): Promise<string> {
  const { status, headers, text } = await call('GET', `${app.url}/metrics`);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/plain');
  return text;
}

describe('metrics', () => {
  const names = {
    gateway: [
      'http_request_duration_seconds',
      'docket_appointments_total',
      'docket_outbox_pending',
      'docket_outbox_oldest_seconds',
      'docket_outbox_published_total',
      'docket_outbox_failures_total',
      'docket_broker_connected',
      'docket_cache_requests_total',
      'docket_database_up',
      'docket_security_events_total',
      'nodejs_eventloop_lag_p99_seconds',
    ],
    notifications: [
      'docket_events_consumed_total',
      'docket_event_retries_waiting',
      'docket_event_retries_oldest_seconds',
      'docket_notifications_total',
      'docket_broker_connected',
      'docket_database_up',
      'nodejs_eventloop_lag_p99_seconds',
    ],
  };

  /** The sum of a metric's samples whose labels hold all of these. */
  function sumOf(text: string, name: string, ...labels: string[]): number {
    const samples = text
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
    const chosen = samples.filter((line) => labels.every((label) => line.includes(label)));
    return chosen.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  it('have their documented names', async () => {
    const texts = { gateway: await metricsOf(gateway), notifications: await metricsOf(notifications) };
    for (const app of ['gateway', 'notifications'] as const) {
      const types = [...texts[app].matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
      expect(types).toEqual(expect.arrayContaining(names[app]));
      for (const name of names[app]) expect(texts[app]).toMatch(new RegExp(`^${name}(?:_count)?[ {]`, 'm'));
    }
  });

  it('count what has happened', async () => {
    await eventually(
      async () => {
        const text = await metricsOf(gateway);
        expect(sumOf(text, 'docket_outbox_published_total')).toBeGreaterThanOrEqual(3);
        expect(sumOf(text, 'docket_outbox_pending')).toBe(0);
        const consumer = await metricsOf(notifications);
        // A patient registered, booked and cancelled.
        expect(sumOf(consumer, 'docket_events_consumed_total', 'result="handled"')).toBe(3);
      },
      { within: 10_000 },
    );
    const text = await metricsOf(gateway);
    expect(sumOf(text, 'docket_outbox_oldest_seconds')).toBe(0);
    expect(sumOf(text, 'docket_appointments_total')).toBeGreaterThanOrEqual(3);
    expect(sumOf(text, 'docket_cache_requests_total', 'cache="sessions"')).toBeGreaterThan(0);
    expect(sumOf(text, 'docket_cache_requests_total', 'cache="doctors"')).toBeGreaterThan(0);
    expect(sumOf(text, 'docket_broker_connected')).toBe(1);
    expect(sumOf(text, 'docket_database_up')).toBe(1);
    expect(
      sumOf(text, 'http_request_duration_seconds_count', 'method="POST"', 'route="/login"', 'status="401"'),
    ).toBe(1);
    expect(sumOf(text, 'http_request_duration_seconds_count', 'route="/appointments/:id/cancel"')).toBe(1);
    const consumer = await metricsOf(notifications);
    expect(sumOf(consumer, 'docket_events_consumed_total')).toBe(3);
    expect(sumOf(consumer, 'docket_notifications_total', 'channel="in_app"')).toBeGreaterThanOrEqual(2);
  });

  it('name routes by their templates', async () => {
    const { paths } = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
      paths: Record<string, unknown>;
    };
    const templates = Object.keys(paths).map((path) => path.replace(/\{(\w+)\}/g, ':$1'));
    // `*` is what answers a browser that asks whether it may send a request.
    const others = ['*', '/metrics', '/', '/app', '/app/*', '/docs', '/docs/json', '/docs/yaml', 'unmatched'];
    const labels = [...(await metricsOf(gateway)).matchAll(/route="([^"]*)"/g)].map(([, route]) => route);
    expect(labels).toContain('/doctors/:id');
    expect(labels).toContain('unmatched');
    for (const label of new Set(labels)) expect([...templates, ...others]).toContain(label);
  });

  it('tell nothing about a person', async () => {
    const text = (await metricsOf(gateway)) + (await metricsOf(notifications));
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

describe('health', () => {
  it('of the gateway', async () => {
    await expect(get('/health/live')).resolves.toMatchObject({ status: 200, body: { status: 'ok' } });
    await expect(get('/health/ready')).resolves.toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        details: {
          database: { status: 'up' },
          cache: { status: 'up', degraded: false },
          state: { status: 'up', degraded: false },
          broker: { status: 'up', degraded: false },
        },
      },
    });
  });

  it('of the notifications app', async () => {
    const live = await call('GET', `${notifications.url}/health/live`);
    expect(live).toMatchObject({ status: 200, body: { status: 'ok' } });
    const ready = await call('GET', `${notifications.url}/health/ready`);
    expect(ready).toMatchObject({
      status: 200,
      body: { details: { database: { status: 'up' }, subscription: { status: 'up' } } },
    });
  });
});

describe('headers', () => {
  it.each(['/doctors', '/doctors/0', '/me', '/nope', '/docs', '/', '/health/live'])(
    'of %s keep browsers from harm',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.has('x-powered-by')).toBe(false);
      expect(headers.has('server')).toBe(false);
    },
  );

  it('keep answers out of shared caches, and what they say from being guessed at', async () => {
    for (const path of ['/doctors', '/me', '/nope', '/doctors/%zz']) {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('other origins', () => {
  const preflight = (origin: string, method = 'PATCH') =>
    call('OPTIONS', `${gateway.url}/doctors/1`, {
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization',
      },
    });

  it('may call the API when they are on the list', async () => {
    const answer = await get('/doctors', { origin: allowedOrigin });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowedOrigin);
    expect(answer.headers.get('access-control-expose-headers')).toContain('Link');
    expect(answer.headers.get('vary')).toContain('Origin');
    const { headers } = await preflight(allowedOrigin);
    expect(headers.get('access-control-allow-origin')).toBe(allowedOrigin);
    expect(headers.get('access-control-allow-methods')).toContain('PATCH');
    // Pages of these origins may refresh their tokens with the cookie, and no other page may.
    expect(headers.get('access-control-allow-credentials')).toBe('true');
  });

  it.each([
    'https://evil.example',
    'https://clinic.example.evil.example',
    'https://evil-clinic.example',
    'http://clinic.example',
    'https://clinic.example:8443',
    'null',
  ])('may not: %s', async (origin) => {
    for (const answer of [await get('/doctors', { origin }), await preflight(origin)]) {
      expect([null, allowedOrigin]).toContain(answer.headers.get('access-control-allow-origin'));
      expect(answer.headers.get('access-control-allow-origin')).not.toBe(origin);
    }
  });
});

describe('the request id', () => {
  it.each(['abc-123', '0af76519-16cd-43dd-8448-eb211c80319c', 'A.b_c', 'x'.repeat(64)])(
    'of the caller is kept: %s',
    async (id) => {
      for (const path of ['/doctors', '/nope', '/doctors/%zz']) {
        expect((await get(path, { 'x-request-id': id })).headers.get('x-request-id')).toBe(id);
      }
    },
  );

  it.each(['a b', 'x'.repeat(65), '<script>', '{"level":"fatal"}', 'a,b', 'é', '%0a'])(
    'of the caller is replaced: %s',
    async (id) => {
      const { headers } = await get('/nope', { 'x-request-id': id });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('is new for every request', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => (await get('/specializations')).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(20);
  });

  it('travels with the event, and stands in the log', () => {
    const event = broker.messages().find(({ routingKey }) => routingKey === 'appointment.booked.v1');
    expect(event?.content).toMatchObject({ data: { requestId: bookingId } });
    const line = linesOf(gateway).find(({ requestId }) => requestId === bookingId);
    expect(line).toMatchObject({ message: { method: 'POST', route: '/appointments', status: 201 } });
  });
});

/** Every line that an app has written. */
const linesOf = (app: App): Record<string, unknown>[] =>
  app
    .output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('logs and messages', () => {
  it('are JSON, an object a line', () => {
    for (const app of [gateway, notifications]) {
      const lines = linesOf(app);
      expect(lines.length).toBeGreaterThan(10);
      for (const line of lines) {
        expect(line).toMatchObject({
          level: expect.any(String) as unknown,
          timestamp: expect.any(Number) as unknown,
        });
      }
    }
  });

  it('name what a security team watches for, with the client under a name of its own', async () => {
    const events = linesOf(gateway).filter(({ context }) => context === 'Security');
    const told = events.map(({ message }) => message as Record<string, unknown>);
    const client = expect.stringMatching(/^[\w-]{16}$/) as unknown;
    const login = { method: 'POST', route: '/login', client };
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...login, event: 'authn_login_success', status: 200 }),
        expect.objectContaining({
          ...login,
          event: 'authn_login_fail',
          status: 401,
          code: 'auth.bad_credentials',
        }),
        expect.objectContaining({ event: 'session_renewed', route: '/token/refresh' }),
        expect.objectContaining({ event: 'authz_fail', route: '/me', code: 'auth.not_signed_in' }),
      ]),
    );
    expect(told.filter((line) => JSON.stringify(line).includes('127.0.0.1'))).toEqual([]);
    expect(await metricsOf(gateway)).toMatch(
      /^docket_security_events_total\{.*event="authn_login_fail".*\} 1$/m,
    );
  });

  it('tell of no trouble where there was none', () => {
    const trouble = [...linesOf(gateway), ...linesOf(notifications)].filter(({ level }) =>
      ['warn', 'error', 'fatal'].includes(String(level)),
    );
    expect(trouble).toEqual([]);
  });

  it('name no person, and give no secret away', () => {
    const texts = { gateway: gateway.output(), notifications: notifications.output() };
    for (const [name, text] of Object.entries(texts)) {
      expect({ [name]: secrets.filter((secret) => text.includes(secret)) }).toEqual({ [name]: [] });
    }
    const messages = broker.messages();
    const types = messages.map(({ routingKey }) => routingKey);
    expect(types).toEqual(expect.arrayContaining(['appointment.booked.v1', 'appointment.cancelled.v1']));
    expect(secrets.filter((secret) => messages.some(({ text }) => text.includes(secret)))).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    '/doctors?limit=2',
    '/doctors/1',
    '/specializations',
    '/locations',
    '/visit-types',
    '/health/live',
  ])('%s answers with and without its version', async (path) => {
    const [bare, versioned] = [await get(path), await get(`/v1${path}`)];
    expect(bare.status).toBe(200);
    expect(versioned.text).toBe(bare.text);
  });

  it('of the next page has the version that the page had', async () => {
    for (const base of ['', '/v1']) {
      const { headers } = await get(`${base}/doctors?limit=2`);
      const next = /^<([^>]+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? '';
      expect(next).toMatch(new RegExp(`^${base}/doctors\\?`));
      expect((await get(next)).body).toHaveLength(2);
    }
  });

  it('/ leads to the web client', async () => {
    const answer = await get('/');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/app/');
  });

  it('/docs shows the API, with its own scripts alone', async () => {
    const { status, headers, text } = await get('/docs');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/html');
    const assets = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(assets.length).toBeGreaterThan(2);
    for (const asset of assets) {
      const url = new URL(asset, `${gateway.url}/docs`);
      expect(url.origin).toBe(gateway.url);
      expect((await call('GET', url)).status).toBe(200);
    }
    // What the policy forbids would leave the page empty.
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
  });

  it('/docs/json is the committed contract, OpenAPI 3.1', async () => {
    const { body } = await get('/docs/json');
    expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\.1\./) as unknown });
    expect(body).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  });
});

describe('the doctor search', () => {
  const keysOf = (pattern: string): Promise<string[]> =>
    withRedis(services().redisUrl, async (redis) => {
      const found: string[] = [];
      for await (const keys of redis.scanStream({ match: pattern, count: 1000 }) as AsyncIterable<string[]>) {
        found.push(...keys);
      }
      return found;
    });

  it('is kept in Redis under the namespace, for as long as it should be', async () => {
    const before = await keysOf(`${namespace}:*`);
    // One of them may take the place of another search.
    for (const limit of [3, 4, 5]) await get(`/doctors?q=Dr&limit=${limit}`);
    const kept = (await keysOf(`${namespace}:*`)).filter((key) => !before.includes(key));
    expect(kept.length).toBeGreaterThan(0);
    for (const key of kept) expect(key).toMatch(new RegExp(`^${namespace}:kept:\\d+$`));
    await withRedis(services().redisUrl, async (redis) => {
      for (const key of kept) {
        const milliseconds = await redis.pttl(key);
        expect(milliseconds).toBeGreaterThan(0);
        expect(milliseconds).toBeLessThanOrEqual(cacheSeconds * 1100);
      }
      // Nothing stays for ever.
      for (const key of await keysOf(`${namespace}:*`)) expect(await redis.pttl(key)).toBeGreaterThan(0);
    });
  });

  it('is looked for no second time, only whether it still holds', async () => {
    const count = async (result: 'hit' | 'miss'): Promise<number> => {
      const { text } = await get('/metrics');
      const counter = `^docket_cache_requests_total\\{cache="doctors",result="${result}"\\} (\\d+)`;
      return Number(new RegExp(counter, 'm').exec(text)?.[1] ?? 0);
    };
    const first = await get('/doctors?q=Dr&limit=6');
    const [hits, misses] = [await count('hit'), await count('miss')];
    const second = await get('/doctors?q=Dr&limit=6');
    expect([second.text, second.headers.get('content-type')]).toEqual([
      first.text,
      first.headers.get('content-type'),
    ]);
    expect([await count('hit'), await count('miss')]).toEqual([hits + 1, misses]);
  });

  it('shows a changed doctor at once, page by page', async () => {
    const search = async (): Promise<{ id: number; bio: string }[]> =>
      (await get('/doctors?limit=100')).body as { id: number; bio: string }[];
    const [{ id } = { id: 0 }] = await search();
    for (let change = 1; change <= 5; change += 1) {
      const bio = `Change ${change}`;
      const answer = await call('PATCH', `${gateway.url}/doctors/${id}`, { token: admin, body: { bio } });
      expect(answer.status).toBe(200);
      expect((await search()).find((doctor) => doctor.id === id)).toMatchObject({ bio });
    }
  });

  it('says in no key what was searched for', async () => {
    const keys = (await keysOf(`${namespace}:*`)).join('\n');
    expect(secrets.filter((secret) => keys.includes(secret))).toEqual([]);
  });
});
