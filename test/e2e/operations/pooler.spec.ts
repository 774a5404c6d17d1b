import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { appDatabaseComplaint, provideLogin } from '#libs/database';
import { asApp } from '../../support/app-login.js';
import { aUser } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { startPrivatePgbouncer } from '../../support/private-services.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { withPostgres } from '../../support/run/connections.js';
import { currentRun } from '../../support/run/run.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, fieldOf, listOf } from '../support/api.js';
import { type EventStream, openStream, streamIn } from '../support/event-stream.js';
import { allArrive } from '../support/rows.js';
import {
  type Account,
  aDoctorWithAccount,
  book,
  freeStarts,
  patients,
  signIn,
  tally,
} from '../support/site.js';

const patience = 180_000;
const crowd = 50;
/** Fewer than either app has connections to the pooler. */
const size = 3;

let clinic: TestDatabase;
let pooler: Awaited<ReturnType<typeof startPrivatePgbouncer>>;
let apps: readonly [App, App];
let api: Api;
let people: readonly [Account, ...Account[]];
let doctor: { readonly id: number; readonly userId: number };
let starts: string[];
let events = 0;

const way = (pool = pooler) =>
  ({
    DATABASE_URL: pool.url,
    DATABASE_DIRECT_URL: asApp(clinic.url),
    DATABASE_STATEMENT_NAMES: pool.knowsNames ? 'on' : 'off',
  }) as const;

beforeAll(async () => {
  clinic = await createDatabase();
  pooler = await startPrivatePgbouncer({ databaseUrl: asApp(clinic.url), size });
  const joined = { ...services(), databaseUrl: clinic.url, namespace: newNamespace(), env: way() };
  apps = await Promise.all([startGateway(joined), startNotifications(joined)]);
  api = apiOf(apps[0].url);
  people = await patients(clinic.database, apps[0].url, 3);
  doctor = await aDoctorWithAccount(clinic.database);
  starts = await freeStarts(apps[0].url, doctor.id, 40);
}, patience);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await pooler.kill();
  await clinic.drop();
});

/** A time for a visit that is about to be booked, of which patient and doctor are told. */
function next() {
  events += 1;
  return { doctorId: doctor.id, appointmentDateTime: starts.shift() ?? '' };
}

const streamOf = async ({ token }: Account): Promise<EventStream> =>
  streamIn(await openStream(`${apps[0].url}/me/notifications/stream`, { authorization: `Bearer ${token}` }));

describe('behind a pooler in transaction mode', () => {
  it('a visit is found, held, booked once, moved and cancelled, and all are told', async () => {
    const [{ token }] = people;
    const desk = await signIn(apps[0].url, await aUser(clinic.database, { role: 'admin' }));
    expect(listOf(await api.get('/doctors', token)).map(({ id }) => id)).toEqual([doctor.id]);
    const wish = next();
    const held = await api.post('/appointments/holds', wish, token);
    expect(held.status).toBe(201);
    const holdId = fieldOf(held, 'id') as number;
    const key = { 'idempotency-key': randomUUID() };
    const booked = await api.post('/appointments', { ...wish, holdId }, token, key);
    const again = await api.post('/appointments', { ...wish, holdId }, token, key);
    expect([booked.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(booked.body);
    const path = `/appointments/${String(holdId)}`;
    expect((await api.patch(path, next(), token)).status).toBe(200);
    // What is done for another is noted within the transaction.
    events += 1;
    expect((await api.post(`${path}/cancel`, {}, desk.token)).status).toBe(200);
    const where = { action: 'POST /appointments/:id/cancel' };
    const noted = await clinic.database.client.auditEntry.findMany({ where });
    expect(noted).toMatchObject([{ actorId: desk.id, subjectId: people[0].id }]);
    await allArrive(clinic.database, events);
  });

  it('one of fifty who want the same time gets it', async () => {
    const wish = next();
    const wishes = Array.from({ length: crowd }, (_, index) =>
      book(apps[0].url, people[index % people.length] ?? people[0], wish),
    );
    const { '201': booked, ...refused } = tally(await Promise.all(wishes));
    expect(booked).toBe(1);
    expect(Object.keys(refused).filter((answer) => !answer.startsWith('409 '))).toEqual([]);
    await allArrive(clinic.database, events);
  });

  it('messages are heard and not looked for', async () => {
    const [reader, silent = reader] = people;
    const [heard, unheard] = [await streamOf(reader), await streamOf(silent)];
    // A look finds the message that nobody announces too. One may come in between, and not three times in a row.
    for (let turn = 1; ; turn += 1) {
      await clinic.database.client.notification.create({
        data: {
          userId: silent.id,
          channel: 'in_app',
          type: 'appointment.booked',
          version: turn,
          title: `Unannounced ${turn}`,
          body: '',
          createdAt: new Date(),
        },
      });
      const before = heard.text.split('Appointment booked').length;
      for (const count of [1, 2]) {
        expect((await book(apps[0].url, reader, next())).status).toBe(201);
        await eventually(() => heard.text.split('Appointment booked').length === before + count);
      }
      if (!unheard.text.includes(`Unannounced ${turn}`)) break;
      expect(turn).toBeLessThan(3);
    }
    heard.close();
    unheard.close();
    await clinic.database.client.notification.deleteMany({ where: { title: { startsWith: 'Unannounced' } } });
  });

  it('says so when the pooler lets it wait or is away, and works again when it is back', async () => {
    const [patient] = people;
    const ready = async (status: number, reason?: string): Promise<void> => {
      for (const app of apps) {
        const health = await call('GET', `${app.url}/health/ready`);
        const database = {
          status: status === 200 ? 'up' : 'down',
          restricted: true,
          ...(reason && { reason }),
        };
        expect(health).toMatchObject({ status, body: { details: { database } } });
      }
    };
    const lacking = 'The pooler that DATABASE_URL names has no connection to PostgreSQL.';
    const away = 'What DATABASE_URL names cannot be reached.';
    const [wish, key] = [next(), randomUUID()];
    const unanswered = async (): Promise<void> => {
      const answer = await book(apps[0].url, patient, wish, key);
      expect(answer).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
    };
    await ready(200);
    await pooler.tell('SET query_wait_timeout = 1');
    await pooler.tell('PAUSE');
    await unanswered();
    await ready(503, lacking);
    await pooler.tell('RESUME');
    await pooler.kill();
    await unanswered();
    await ready(503, away);
    await pooler.start();
    await eventually(async () => {
      expect((await book(apps[0].url, patient, wish, key)).status).toBe(201);
    });
    await eventually(() => ready(200));
    await allArrive(clinic.database, events);
  });
});

describe('the start refuses', () => {
  const complaint = (env: Partial<Parameters<typeof appDatabaseComplaint>[0]>) =>
    appDatabaseComplaint({ NODE_ENV: 'test', ...way(), ...env });

  it('nothing that works', async () => {
    await expect(complaint({})).resolves.toBeUndefined();
    // A pooler without its own way past it is what it was.
    const today = appDatabaseComplaint({ NODE_ENV: 'test', DATABASE_URL: pooler.url });
    await expect(today).resolves.toMatch(
      /^DATABASE_URL: .+unsupported startup parameter.+DATABASE_DIRECT_URL/,
    );
  });

  it('names where the pooler does not know them', async () => {
    const ignorant = await startPrivatePgbouncer({
      databaseUrl: asApp(clinic.url),
      size,
      knowsNames: false,
    });
    const env = way(ignorant);
    await expect(complaint(env)).resolves.toBeUndefined();
    await expect(complaint({ ...env, DATABASE_STATEMENT_NAMES: 'on' })).resolves.toMatch(
      /^DATABASE_URL: the pooler does not know named statements.+DATABASE_STATEMENT_NAMES=off/,
    );
    await ignorant.kill();
  });

  it('where patients are, a way past the pooler whose login could rewrite the audit log', async () => {
    const refusal = complaint({ NODE_ENV: 'production', DATABASE_DIRECT_URL: clinic.url });
    await expect(refusal).resolves.toMatch(/^DATABASE_DIRECT_URL: "\w+" could rewrite the audit log/);
    await expect(complaint({ NODE_ENV: 'production' })).resolves.toBeUndefined();
  });

  it('a way past the pooler that hears nothing', async () => {
    const deaf = /^DATABASE_DIRECT_URL: what is announced by way of DATABASE_URL is not heard there/;
    await expect(complaint({ DATABASE_DIRECT_URL: pooler.url })).resolves.toMatch(deaf);
    await expect(complaint({ DATABASE_DIRECT_URL: services().databaseUrl })).resolves.toMatch(deaf);
  });

  it('a login without timeouts or without the rights of the apps, until the migrations have seen to it', async () => {
    const url = new URL(clinic.url);
    [url.username, url.password] = [`${currentRun().id}_pooled`, 'a password'];
    const operate = async (
      command: 'migrate' | 'outbox',
      env: object,
      ...args: string[]
    ): Promise<string> => {
      const variables = { PATH: process.env.PATH, ...env };
      const program = [`dist/bundle/${command}.js`, ...args];
      return (await promisify(execFile)(process.execPath, program, { env: variables })).stdout;
    };
    const asOwner = (sql: string) => withPostgres(clinic.url, (client) => client.query(sql));
    await asOwner(`CREATE ROLE "${url.username}" LOGIN PASSWORD 'a password'`);
    const pool = await startPrivatePgbouncer({ databaseUrl: url.href, size });
    try {
      const env = { ...way(pool), DATABASE_DIRECT_URL: url.href };
      await expect(complaint(env)).resolves.toMatch(/^DATABASE_URL: statement_timeout is 0 ms/);
      const migrating = { ...env, MIGRATION_DATABASE_URL: clinic.url };
      await expect(operate('migrate', migrating)).resolves.toBe('up to date\n');
      await asOwner(`REVOKE docket_app FROM "${url.username}"`);
      await pool.tell('RECONNECT');
      await expect(complaint(env)).resolves.toMatch(/^DATABASE_URL: its login has no rights of docket_app/);
      await provideLogin(clinic.url, url.href);
      await expect(operate('outbox', env, 'status')).resolves.toMatch(/^waiting to be published/);
    } finally {
      await pool.kill();
      await asOwner(`DROP ROLE "${url.username}"`);
    }
  });
});
