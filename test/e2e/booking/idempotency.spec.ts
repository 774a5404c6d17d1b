import { randomUUID } from 'node:crypto';
import { aDoctor, aUser, aVisitType, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace } from '../../support/services.js';
import { apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { letBeginNow } from '../support/passing-time.js';

let db: TestDatabase;
let gateway: App;
let token: string;
let doctorId: number;
let hour = 8;

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ databaseUrl: db.url, namespace: newNamespace() });
  const desk = await aUser(db.database, { role: 'admin' });
  token = await apiOf(gateway.url).signIn(desk.username, password);
  const visitType = await aVisitType(db.database, { confirmation: 'manual' });
  doctorId = (await aDoctor(db.database, { visitTypeIds: [visitType.id] })).id;
}, 180_000);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

const send = (method: string, path: string, body: object, key: string): Promise<Answer> =>
  call(method, gateway.url + path, { body, token, headers: { 'idempotency-key': key } });

const nextStart = (): string => {
  hour += 1;
  return `${dayFromNow(2 + Math.floor(hour / 8))}T${String(9 + (hour % 8)).padStart(2, '0')}:00:00.000Z`;
};

const idOf = (answer: Answer): string => String(fieldOf(answer, 'id'));
const wish = (): object => ({ doctorId, appointmentDateTime: nextStart() });
const booked = async (): Promise<string> => idOf(await send('POST', '/appointments', wish(), randomUUID()));
const held = async (): Promise<string> =>
  idOf(await send('POST', '/appointments/holds', wish(), randomUUID()));
const begin = (id: string): Promise<unknown> =>
  db.database.client.$executeRaw`
    UPDATE appointments SET starts_at = starts_at - interval '60 days', ends_at = ends_at - interval '60 days',
      busy_from = busy_from - interval '60 days', busy_to = busy_to - interval '60 days'
    WHERE id = ${Number(id)}`;

interface Verb {
  readonly name: string;
  readonly method: string;
  /** The path, once everything is as the verb needs it */
  readonly path: () => Promise<string>;
  readonly body: () => object;
  readonly otherBody: object;
}

const step = (name: string, ...before: string[]): Verb => ({
  name,
  method: 'POST',
  path: async () => {
    const id = await booked();
    for (const earlier of before) await send('POST', `/appointments/${id}/${earlier}`, {}, randomUUID());
    if (name === 'check-in') await letBeginNow(db.database, Number(id));
    if (name === 'complete' || name === 'no-show') await begin(id);
    return `/appointments/${id}/${name}`;
  },
  body: () => ({ reason: 'as agreed' }),
  otherBody: { reason: 'otherwise' },
});

const verbs: Verb[] = [
  {
    name: 'book',
    method: 'POST',
    path: () => Promise.resolve('/appointments'),
    body: wish,
    otherBody: { doctorId: 1, appointmentDateTime: `${dayFromNow(3)}T09:00:00Z` },
  },
  {
    name: 'hold',
    method: 'POST',
    path: () => Promise.resolve('/appointments/holds'),
    body: wish,
    otherBody: { doctorId: 1, appointmentDateTime: `${dayFromNow(3)}T09:00:00Z` },
  },
  {
    name: 'move',
    method: 'PATCH',
    path: async () => `/appointments/${await booked()}`,
    body: () => ({ appointmentDateTime: nextStart() }),
    otherBody: { appointmentDateTime: `${dayFromNow(3)}T09:00:00Z` },
  },
  step('confirm'),
  step('cancel'),
  step('check-in', 'confirm'),
  step('complete', 'confirm'),
  step('no-show', 'confirm'),
  step('undo', 'cancel'),
];

/** Everything that a request can write. */
const written = async (): Promise<number[]> => {
  const { client } = db.database;
  const tables = [client.appointment, client.appointmentHistory, client.outboxEvent, client.idempotencyKey];
  return Promise.all(tables.map((table) => (table.count as () => Promise<number>)()));
};

describe.each(verbs)('$name with an Idempotency-Key', ({ method, path, body, otherBody }) => {
  it('acts once, and gives its first answer again, even to many at once', async () => {
    const [key, to, asked] = [randomUUID(), await path(), body()];
    const before = await written();
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(method, to, asked, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBeLessThan(300);
    const after = await written();
    expect(after.map((count, table) => count - (before[table] ?? 0)).slice(1)).toEqual([
      1,
      to.endsWith('/holds') ? 0 : 1,
      1,
    ]);
    expect((await send(method, to, asked, key)).text).toBe(answers[0]?.text);
    await expect(written()).resolves.toEqual(after);
  });

  it('refuses the key for anything else, and writes nothing', async () => {
    const [key, to] = [randomUUID(), await path()];
    expect((await send(method, to, body(), key)).status).toBeLessThan(300);
    const before = await written();
    const other = await send(method, to, otherBody, key);
    expect([other.status, fieldOf(other, 'code')]).toEqual([422, 'idempotency.key_reused']);
    await expect(written()).resolves.toEqual(before);
  });
});

describe('an Idempotency-Key', () => {
  it('keeps the answer to a request that found nothing to do', async () => {
    const id = await booked();
    await send('POST', `/appointments/${id}/confirm`, {}, randomUUID());
    const key = randomUUID();
    const first = await send('POST', `/appointments/${id}/confirm`, {}, key);
    expect(fieldOf(first, 'status')).toBe('confirmed');
    await send('POST', `/appointments/${id}/cancel`, {}, randomUUID());
    expect((await send('POST', `/appointments/${id}/confirm`, {}, key)).text).toBe(first.text);
  });

  it('prolongs a hold once', async () => {
    const id = await held();
    const key = randomUUID();
    const [first, again] = await Promise.all([
      send('POST', `/appointments/holds/${id}/extend`, {}, key),
      send('POST', `/appointments/holds/${id}/extend`, {}, key),
    ]);
    expect(first.status).toBe(200);
    expect(again.text).toBe(first.text);
    expect((await send('POST', `/appointments/holds/${id}/extend`, {}, randomUUID())).status).toBe(409);
  });

  it('that is a day old means a new request', async () => {
    const [key, asked] = [randomUUID(), wish()];
    const first = await send('POST', '/appointments', asked, key);
    await send('POST', `/appointments/${idOf(first)}/cancel`, {}, randomUUID());
    await db.database.client.$executeRaw`
      UPDATE idempotency_keys SET created_at = created_at - interval '25 hours' WHERE key = ${key}`;
    const second = await send('POST', '/appointments', asked, key);
    expect(second.status).toBe(201);
    expect(idOf(second)).not.toBe(idOf(first));
  });
});
