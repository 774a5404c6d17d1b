import { randomBytes, randomUUID } from 'node:crypto';
import { variables } from '#libs/config';
import { asApp } from '../../support/app-login.js';
import { withPostgres } from '../../support/run/connections.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { freePort } from '../../support/private-services.js';
import { jwtSecret } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { aFlakyProxy } from './process-start/flaky-proxy.js';
import { type AppName, aSilentServer, type Ending, endAll, launch } from './process-start/program.js';

const patience = 180_000;
const mostMilliseconds = 15_000;
const startMilliseconds = 20_000;
/** Connections to RabbitMQ that break, each at another place. */
const hangUps = 40;
const password = 'hunter2-of-the-clinic';
const apps: AppName[] = ['gateway', 'notifications'];
const portOf = { gateway: 'PORT', notifications: 'NOTIFICATIONS_PORT' };

/** A limit is wrong like any other. */
const wrongLimits = Object.fromEntries(
  Object.keys(variables)
    .filter((name) => name.startsWith('LIMIT_'))
    .map((name) => [name, 'many']),
);

/** The type asks for every variable but the limits. */
const wrong: Readonly<Record<Exclude<keyof typeof variables, `LIMIT_${string}`>, string>> = {
  ...wrongLimits,
  NODE_ENV: 'prod',
  HOST: 'http://127.0.0.1',
  PORT: '65536',
  METRICS_PORT: 'http',
  DOCS: 'hidden',
  NOTIFICATIONS_PORT: '-1',
  DATABASE_URL: `mysql://docket:${password}@127.0.0.1/docket`,
  MIGRATION_DATABASE_URL: `mysql://docket:${password}@127.0.0.1/docket`,
  DATABASE_DIRECT_URL: `mysql://docket:${password}@127.0.0.1/docket`,
  DATABASE_STATEMENT_NAMES: 'yes',
  DATABASE_POOL_SIZE: '0',
  REDIS_URL: `http://:${password}@127.0.0.1`,
  REDIS_STATE_URL: `http://:${password}@127.0.0.1`,
  RABBITMQ_URL: `http://docket:${password}@127.0.0.1`,
  EVENTS_PORT: 'x',
  NAMESPACE: 'Not a namespace',
  INTERNAL_SERVICES: 'kiosk',
  RPC_UNBOUND_UNTIL: 'never',
  RECONCILIATION_SECONDS: '0',
  RECONCILIATION_REPLAY: 'yes',
  STARTUP: 'lenient',
  JWT_SECRET: password,
  JWT_PREVIOUS_SECRETS: password,
  ACCESS_TOKEN_MINUTES: '0',
  SESSION_DAYS: '366',
  SESSION_IDLE_HOURS: '0',
  REQUIRE_STAFF_MFA: 'yes',
  PASSWORD_MIN_LENGTH: '7',
  AUDIT_RETENTION_DAYS: '364',
  PASSWORD_HASH_QUEUE: '0',
  CORS_ORIGINS: '*',
  TRUST_PROXY: 'everybody',
  RATE_LIMITS: 'none',
  QUOTA_HOLDS: '0',
  QUOTA_BOOKINGS: 'none',
  BUDGET_MAILS_PER_ADDRESS: '0/60',
  BUDGET_MAILS_PER_ACCOUNT: '30',
  BUDGET_SMS_PER_NUMBER: 'none',
  BUDGET_SMS_PER_ACCOUNT: '1/0',
  BUDGET_LINKS: '0/60',
  QUOTA_BOOKINGS_PER_DAY: '0',
  QUOTA_UNPROVEN_VISITS: 'none',
  QUOTA_WAITLIST: 'none',
  CONFIRMATION_REMINDER_MINUTES: '0',
  WAITLIST_OFFER_MINUTES: '0',
  QUOTA_STREAMS: '0',
  QUOTA_STREAMS_PER_ACCOUNT: '-1',
  QUOTA_STREAMS_PER_ADDRESS: 'none',
  PUBLIC_URL: 'clinic.example',
  SMTP_URL: `http://docket:${password}@127.0.0.1`,
  MAIL_FROM: 'Docket',
  SMS_URL: 'sms.example',
  SMS_SECRET: password,
  VAPID_PUBLIC_KEY: password,
  VAPID_PRIVATE_KEY: password,
  PUSH_SERVICES: '*',
  DELIVERY_TIMEOUT_SECONDS: '0',
  SEARCH_CACHE_SECONDS: '-1',
  LOG_LEVEL: 'info',
  DRAIN_SECONDS: '-1',
};

let clinic: TestDatabase;

/** What lets an app start, on a port that is free. */
async function enough(app: AppName): Promise<NodeJS.ProcessEnv> {
  return {
    NODE_ENV: 'test',
    [portOf[app]]: String(await freePort()),
    DATABASE_URL: asApp(clinic.url),
    REDIS_URL: services().redisUrl,
    RABBITMQ_URL: services().rabbitmqUrl,
    NAMESPACE: newNamespace(),
    JWT_SECRET: jwtSecret,
  };
}

const withLogin = (url: string, user: string): string => {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  return changed.href;
};

const run = async (app: AppName, changes: NodeJS.ProcessEnv): Promise<Ending> =>
  launch(app, { ...(await enough(app)), ...changes }).ended;

/** Fails unless the process said one line for each of these variables, in any order, and ended with code 1. */
function expectRefusal({ code, errors, output, milliseconds }: Ending, lines: readonly RegExp[]): void {
  expect(errors).toHaveLength(lines.length);
  for (const line of lines) expect(errors).toContainEqual(expect.stringMatching(line));
  expect(code).toBe(1);
  expect(milliseconds).toBeLessThan(mostMilliseconds);
  expect(errors.join('\n') + output).not.toContain(password);
  expect(errors.filter((line) => /^\s+at /.test(line))).toEqual([]);
}

beforeAll(async () => {
  clinic = await createDatabase();
});

afterEach(endAll);
afterAll(() => clinic.drop());

describe.each(apps)('%s refuses to start', (app) => {
  it('without variables', async () => {
    expectRefusal(await launch(app, {}).ended, [
      /^DATABASE_URL is missing\. \S/,
      /^JWT_SECRET is missing\. \S/,
    ]);
  });

  it('with wrong variables, and names all of them at once', async () => {
    const lines = Object.entries(variables).map(
      ([name, { desc = '' }]) => new RegExp(`^${name} .+\\. ${desc.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`),
    );
    expectRefusal(await launch(app, wrong).ended, lines);
  });

  it('without PostgreSQL', async () => {
    const port = await freePort();
    const ending = await run(app, {
      DATABASE_URL: `postgresql://docket:${password}@127.0.0.1:${port}/docket`,
    });
    expectRefusal(ending, [new RegExp(`^DATABASE_URL: no PostgreSQL .+127\\.0\\.0\\.1:${port}.+Start it`)]);
  });

  it('without the database that is named', async () => {
    const url = new URL(clinic.url);
    url.pathname = '/no_such_database';
    const ending = await run(app, { DATABASE_URL: withLogin(url.href, url.username) });
    expectRefusal(ending, [/^DATABASE_URL: .+ no database "no_such_database"\. Create it/]);
  });

  it('with a login that PostgreSQL refuses', async () => {
    const ending = await run(app, { DATABASE_URL: withLogin(clinic.url, 'nobody_here') });
    expectRefusal(ending, [/^DATABASE_URL: .+ refused the login of "nobody_here"\. Correct/]);
  });

  it('in production, as a login that could rewrite the audit log', async () => {
    const ending = await run(app, {
      NODE_ENV: 'production',
      DATABASE_URL: clinic.url,
      JWT_SECRET: randomBytes(48).toString('base64'),
      REDIS_URL: '',
      RABBITMQ_URL: '',
      EVENTS_PORT: String(await freePort()),
    });
    expectRefusal(ending, [
      /^DATABASE_URL: "\w+" could rewrite the audit log, .+ MIGRATION_DATABASE_URL for npm run db:migrate/,
    ]);
  });

  it('without RabbitMQ', async () => {
    const port = await freePort();
    const ending = await run(app, { RABBITMQ_URL: `amqp://docket:${password}@127.0.0.1:${port}` });
    expectRefusal(ending, [new RegExp(`^RABBITMQ_URL: no RabbitMQ .+127\\.0\\.0\\.1:${port}.+Start it`)]);
  });

  it('with a login or a virtual host that RabbitMQ refuses', async () => {
    const { rabbitmqUrl } = services();
    const virtualHost = `${rabbitmqUrl.replace(/\/$/, '')}/no-such-host`;
    for (const url of [withLogin(rabbitmqUrl, 'unknown-user'), virtualHost]) {
      expectRefusal(await run(app, { RABBITMQ_URL: url }), [
        /^RABBITMQ_URL: RabbitMQ .+ refused the login\. Correct/,
      ]);
    }
  });

  it(
    'while its services accept connections and say nothing',
    async () => {
      const silent = await aSilentServer();
      const at = `docket:${password}@127.0.0.1:${silent.port}`;
      const urls = {
        DATABASE_URL: `postgresql://${at}/docket`,
        RABBITMQ_URL: `amqp://${at}`,
        REDIS_URL: `redis://${at}`,
      };
      const used = app === 'gateway' ? Object.keys(urls) : ['DATABASE_URL', 'RABBITMQ_URL'];
      expectRefusal(
        await run(app, urls),
        used.map(
          (name) => new RegExp(`^${name}: no .+ can be reached at 127\\.0\\.0\\.1:${silent.port} .+Start it`),
        ),
      );
      silent.close();
    },
    patience,
  );

  it('on a port that another program has', async () => {
    const taken = await aSilentServer();
    const ending = await run(app, { [portOf[app]]: String(taken.port) });
    expectRefusal(ending, [new RegExp(`^${portOf[app]}: another program has port ${taken.port}\\. Name`)]);
    taken.close();
  });

  it('on an address that is not of this machine', async () => {
    expectRefusal(await run(app, { HOST: '203.0.113.1' }), [
      /^HOST: 203\.0\.113\.1 cannot .+ Name an address/,
    ]);
    expectRefusal(await run(app, { HOST: 'no-such-host.invalid' }), [
      /^HOST: no-such-host\.invalid cannot .+ Name an address/,
    ]);
  });
});

describe('the gateway refuses to start', () => {
  it('without Redis', async () => {
    const port = await freePort();
    const ending = await run('gateway', { REDIS_URL: `redis://:${password}@127.0.0.1:${port}` });
    expectRefusal(ending, [new RegExp(`^REDIS_URL: no Redis .+127\\.0\\.0\\.1:${port}.+Start it`)]);
  });

  it('with a login that Redis refuses', async () => {
    const ending = await run('gateway', { REDIS_URL: withLogin(services().redisUrl, 'unknown-user') });
    expectRefusal(ending, [/^REDIS_URL: Redis .+ refused the login\. Correct/]);
  });

  it('when the port for metrics is taken', async () => {
    const taken = await aSilentServer();
    const ending = await run('gateway', { METRICS_PORT: String(taken.port) });
    expectRefusal(ending, [new RegExp(`^METRICS_PORT: another program has port ${taken.port}\\. Name`)]);
    taken.close();
  });

  it('degraded as well, when PostgreSQL is away', async () => {
    const DATABASE_URL = `postgresql://127.0.0.1:${await freePort()}/docket`;
    expectRefusal(await run('gateway', { STARTUP: 'degraded', DATABASE_URL }), [
      /^DATABASE_URL: no PostgreSQL/,
    ]);
  });
});

/** Starts an app and waits until `path` is answered with 200. */
async function started(app: AppName, changes: NodeJS.ProcessEnv = {}, path = '/health/ready') {
  const env = { ...(await enough(app)), ...changes };
  const program = launch(app, env);
  const url = `http://127.0.0.1:${env[portOf[app]] ?? ''}`;
  await eventually(async () => !program.isRunning() || (await call('GET', url + path)).status === 200, {
    within: startMilliseconds,
  });
  if (!program.isRunning()) throw new Error(program.output());
  return { program, url };
}

async function nowhere(): Promise<NodeJS.ProcessEnv> {
  const [redis, rabbitmq] = [await freePort(), await freePort()];
  return { REDIS_URL: `redis://127.0.0.1:${redis}`, RABBITMQ_URL: `amqp://127.0.0.1:${rabbitmq}` };
}

describe('a degraded start', () => {
  it(
    'of the gateway serves without Redis and RabbitMQ, and says so',
    async () => {
      const { program, url } = await started('gateway', { STARTUP: 'degraded', ...(await nowhere()) });
      await expect(call('GET', `${url}/doctors`)).resolves.toMatchObject({ status: 200, body: [] });
      const ready = await call('GET', `${url}/health/ready`);
      expect(ready).toMatchObject({
        status: 200,
        body: {
          details: {
            database: { status: 'up', restricted: true },
            cache: { degraded: true },
            broker: { degraded: true },
          },
        },
      });
      program.signal('SIGTERM');
      const { code, errors } = await program.ended;
      expect(code).toBe(0);
      // Nest says in its log that RabbitMQ is away; nothing else is on standard error.
      for (const line of errors) expect(JSON.parse(line)).toMatchObject({ context: 'Server' });
    },
    patience,
  );

  it(
    'of the notifications app waits for RabbitMQ without being ready',
    async () => {
      const changes = { STARTUP: 'degraded', ...(await nowhere()) };
      const { program, url } = await started('notifications', changes, '/health/live');
      await expect(call('GET', `${url}/health/ready`)).resolves.toMatchObject({ status: 503 });
      program.signal('SIGTERM');
      await expect(program.ended).resolves.toMatchObject({ code: 0 });
    },
    patience,
  );
});

describe.each(apps)('%s ends', (app) => {
  it(
    'with the parent that started it',
    async () => {
      const { program } = await started(app);
      program.disconnect();
      await expect(program.ended).resolves.toMatchObject({ code: 0, errors: [] });
    },
    patience,
  );

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s',
    async (signal) => {
      const { program, url } = await started(app);
      program.signal(signal);
      const { code, errors, output } = await program.ended;
      expect({ code, errors }).toEqual({ code: 0, errors: [] });
      expect(output).not.toMatch(/"level":"(?:warn|error|fatal)"/);
      await expect(call('GET', `${url}/health/live`)).rejects.toThrow();
    },
    patience,
  );
});

it(
  'the gateway outlives a broker that hangs up in the middle of everything',
  async () => {
    const proxy = await aFlakyProxy(services().rabbitmqUrl, hangUps);
    const changes = { STARTUP: 'degraded', RABBITMQ_URL: proxy.url };
    const { program, url } = await started('gateway', changes);
    // An event to publish makes the relay connect as well.
    const now = new Date();
    await clinic.database.client.outboxEvent.create({
      data: {
        eventId: randomUUID(),
        type: 'appointment.booked.v1',
        data: { appointmentId: 1, version: 1, doctorId: 1 },
        occurredAt: now,
        availableAt: now,
      },
    });
    await eventually(() => proxy.hangUps() === hangUps || !program.isRunning(), { within: patience });
    expect(program.isRunning()).toBe(true);
    await eventually(
      async () => {
        const { body } = await call('GET', `${url}/health/ready`);
        expect(body).toMatchObject({ details: { broker: { degraded: false } } });
        expect(await clinic.database.client.outboxEvent.count({ where: { publishedAt: null } })).toBe(0);
      },
      { within: startMilliseconds },
    );
    program.signal('SIGTERM');
    await expect(program.ended).resolves.toMatchObject({ code: 0 });
    await proxy.close();
  },
  2 * patience,
);

it(
  'a request that is in work is answered before the gateway ends',
  async () => {
    const { program, url } = await started('gateway');
    await withPostgres(clinic.url, async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE locations IN ACCESS EXCLUSIVE MODE');
      const answer = call('GET', `${url}/locations`);
      await eventually(async () => {
        const { rowCount } = await client.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return (rowCount ?? 0) > 0;
      });
      program.signal('SIGTERM');
      // No new connection is let in meanwhile.
      await eventually(() =>
        call('GET', `${url}/health/live`).then(
          () => false,
          () => true,
        ),
      );
      expect(program.isRunning()).toBe(true);
      await client.query('COMMIT');
      await expect(answer).resolves.toMatchObject({ status: 200, body: [] });
    });
    await expect(program.ended).resolves.toMatchObject({ code: 0, errors: [] });
  },
  patience,
);
