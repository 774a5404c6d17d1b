import { randomUUID } from 'node:crypto';
import { aDoctor, aLocation, aUser, aVisitType, daily } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { aCountingProxy, type CountingProxy } from '../support/proxies/counting-proxy.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { type Account, signIn } from '../support/site.js';

/*
 * How often a request waits for PostgreSQL: what it costs however fast the machine is, and what a query in a loop would
 * show in at once.
 */

const patience = 180_000;

let db: TestDatabase;
let proxy: CountingProxy;
let gateway: App;
let api: Api;
let patient: Account;

beforeAll(async () => {
  db = await createDatabase();
  proxy = await aCountingProxy(db.url);
  const { redisUrl, rabbitmqUrl } = services();
  const namespace = newNamespace();
  // The gateway sends no mail, but keeps otherwise what nobody could prove.
  const env = { SMTP_URL: 'smtp://127.0.0.1:1' };
  gateway = await startGateway({ databaseUrl: proxy.url, redisUrl, rabbitmqUrl, namespace, env });
  api = apiOf(gateway.url);
  patient = await signIn(gateway.url, await aUser(db.database));
}, patience);

afterAll(async () => {
  await gateway.stop();
  await proxy.close();
  await db.drop();
});

/**
 * What the gateway does of its own accord: it looks for events to publish and for requests that lapse, and clears away
 * what is old. It leaves to others what they work on, which no request does.
 */
const isHousekeeping = (statement: string): boolean =>
  statement.includes('SKIP LOCKED') ||
  !/\b(appointments|doctors|schedule_windows|sessions|users|visit_types)\b/.test(statement);

/** The statements of one request. */
async function statementsOf(
  request: () => Promise<Answer>,
): Promise<{ answer: Answer; statements: string[] }> {
  const before = proxy.statements.length;
  const answer = await request();
  return { answer, statements: proxy.statements.slice(before).filter((each) => !isHousekeeping(each)) };
}

const availability = (doctorId: number, from: number, to: number): Promise<Answer> =>
  api.get(`/doctors/${doctorId}/availability?from=${dayFromNow(from)}&to=${dayFromNow(to)}`);

/** A doctor with two locations, many windows, exceptions and bookings: whatever could be read one by one. */
async function aBusyDoctor(): Promise<number> {
  const { client } = db.database;
  const { id: userId } = await aUser(db.database);
  const visitTypeIds: number[] = [];
  for (let count = 0; count < 5; count += 1) visitTypeIds.push((await aVisitType(db.database)).id);
  const other = await aLocation(db.database, { timeZone: 'Asia/Tokyo' });
  const { id: doctorId, locationId } = await aDoctor(db.database, { visitTypeIds });
  await client.scheduleWindow.createMany({
    data: Array.from({ length: 100 }, (_, index) => ({
      doctorId,
      weekday: 1 + (index % 7),
      // From half past on: the bookings below begin at full hours, and so leave every other slot free.
      startMinute: 60 * (index % 19) + 30,
      endMinute: 60 * (index % 19) + 270,
      locationId: index % 2 === 0 ? other.id : null,
    })),
  });
  const date = (days: number): Date => new Date(dayFromNow(days));
  await client.scheduleException.createMany({
    data: Array.from({ length: 30 }, (_, index) => ({
      doctorId,
      date: date(2 * index),
      kind: 'closed' as const,
    })),
  });
  await client.locationClosure.createMany({
    data: Array.from({ length: 30 }, (_, index) => ({ locationId, date: date(3 * index), name: 'holiday' })),
  });
  await client.appointment.createMany({
    data: Array.from({ length: 500 }, (_, index) => {
      // Short enough to leave a start in every hour, whatever minute a weekday's windows begin at.
      const begin = Date.parse(dayFromNow(1)) + index * 3_600_000;
      const [start, end] = [new Date(begin), new Date(begin + 600_000)];
      return {
        userId,
        createdById: userId,
        doctorId,
        locationId,
        visitTypeId: visitTypeIds[0] ?? 0,
        appointmentDateTime: start,
        endsAt: end,
        busyFrom: start,
        busyTo: end,
        status: 'confirmed' as const,
        createdAt: start,
      };
    }),
  });
  return doctorId;
}

describe('availability reads a doctor', () => {
  const statementsFor = async (doctorId: number, from: number, to: number): Promise<number> => {
    const { answer, statements } = await statementsOf(() => availability(doctorId, from, to));
    expect([answer.status, fieldOf(answer, 'nextAvailable')]).toEqual([200, expect.any(String)]);
    return statements.length;
  };

  it('in two statements, for a day as for a month, however much there is to read, and in one while nothing has changed', async () => {
    const idle = (await aDoctor(db.database, { schedule: daily('09:00', '17:00') })).id;
    const busy = await aBusyDoctor();
    for (const doctorId of [idle, busy]) {
      for (const days of [1, 31]) {
        const counts = [await statementsFor(doctorId, 1, days), await statementsFor(doctorId, 1, days)];
        expect([doctorId, days, ...counts]).toEqual([doctorId, days, 2, 1]);
      }
    }
  });

  it('in one more to find the next free start, however far ahead it is', async () => {
    const visitType = await aVisitType(db.database, { horizonDays: 730 });
    const begins = (days: number): { validFrom: Date } => ({ validFrom: new Date(dayFromNow(days)) });
    for (const days of [40, 400, 700]) {
      const { id: doctorId } = await aDoctor(db.database, { visitTypeIds: [visitType.id] });
      await db.database.client.scheduleWindow.updateMany({ where: { doctorId }, data: begins(days) });
      expect([days, await statementsFor(doctorId, 1, 31)]).toEqual([days, 3]);
    }
  });

  it('in one statement to explain a start', async () => {
    const doctorId = await aBusyDoctor();
    const { answer, statements } = await statementsOf(() =>
      api.get(`/doctors/${doctorId}/availability/explain?at=${dayFromNow(1)}T10:10:00Z`),
    );
    expect(answer.status).toBe(200);
    expect(statements).toHaveLength(1);
  });
});

describe('a search', () => {
  it('waits for PostgreSQL as often for many doctors as for one', async () => {
    const busy = await aBusyDoctor();
    await db.database.client.doctor.update({ where: { id: busy }, data: { specialization: 'Many' } });
    for (let count = 0; count < 25; count += 1) await aDoctor(db.database, { specialization: 'Many' });
    const days = `availableFrom=${dayFromNow(1)}&availableTo=${dayFromNow(31)}`;
    const search = (query: string) => statementsOf(() => api.get(`/doctors?specialization=many&${query}`));
    // Hours are read once, and kept until any of them change.
    expect((await search('sort=earliest')).statements).toHaveLength(4);
    for (const [query, expected] of [
      ['near=0,0', 1],
      ['slots=3', 2],
      [days, 3],
      [`${days}&slots=5&near=0,0`, 3],
      ['sort=earliest', 3],
      ['sort=earliest&slots=3', 4],
    ] as const)
      for (const limit of [1, 20]) {
        const { answer, statements } = await search(`limit=${limit}&${query}`);
        expect([query, (answer.body as unknown[]).length, statements.length]).toEqual([
          query,
          limit,
          expected,
        ]);
      }
  });
});

it('a booking with sign-in and Idempotency-Key waits for PostgreSQL once, when the hours have not changed', async () => {
  const { id: doctorId } = await aDoctor(db.database);
  // Who is signed in is looked up once in a while, whatever is asked for, and kept in the cache.
  expect((await api.get('/appointments', patient.token)).status).toBe(200);
  const isWrite = (statement: string): boolean => statement.includes('INSERT INTO appointments ');
  const book = async (time: string): Promise<boolean[]> => {
    const body = { doctorId, appointmentDateTime: `${dayFromNow(2)}T${time}:00Z` };
    const { answer, statements } = await statementsOf(() =>
      api.post('/appointments', body, patient.token, { 'idempotency-key': randomUUID() }),
    );
    expect(answer.status).toBe(201);
    return statements.map(isWrite);
  };
  expect(await book('10:00')).toEqual([false, true]);
  expect(await book('11:00')).toEqual([true]);
  // Hours of anybody that change: the write finds out, and the rules are read.
  await aDoctor(db.database);
  expect(await book('12:00')).toEqual([true, false, true]);
  expect(await book('13:00')).toEqual([false, true]);
  expect(await book('14:00')).toEqual([true]);
});

it('an address that an account has takes the same statements as one that none has', async () => {
  const proven = await aUser(db.database, { emailVerifiedAt: new Date() });
  const unproven = await aUser(db.database);
  const addresses = [proven.email, unproven.email, 'known-to-no-account@clinic.example'];
  const alike = async (ask: (email: string, each: number) => Promise<Answer>, status: number) => {
    const asked: string[][] = [];
    for (const [each, email] of addresses.entries()) {
      const { answer, statements } = await statementsOf(() => ask(email, each));
      expect(answer.status).toBe(status);
      asked.push(statements);
    }
    expect(asked[0]?.length).toBeGreaterThan(0);
    for (const statements of asked) expect(statements).toEqual(asked[0]);
  };
  const named = (each: number) => `alike-${each}`;
  const password = 'correct horse battery';
  await alike((email, each) => api.post('/register', { username: named(each), email, password }), 201);
  await alike((email) => api.post('/password/forgot', { email }), 202);
  await alike((email) => api.post('/login', { username: email, password: 'wrong' }), 401);
  for (const each of addresses.keys()) {
    const token = await api.signIn(named(each), password);
    await api.patch('/me', { email: `${named(each)}@clinic.example`, currentPassword: password }, token);
  }
  const tokens = await Promise.all([...addresses.keys()].map((each) => api.signIn(named(each), password)));
  await alike((email, each) => api.patch('/me', { email, currentPassword: password }, tokens[each]), 200);
});
