import { applicationRole, Database } from '#libs/database';
import { aDoctor, aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf, nextOf } from '../support/api.js';

let db: TestDatabase;
let gateway: App;
let api: Api;
const ids: Record<string, number> = {};
const tokens: Record<string, string> = {};
let doctorId: number;
let appointmentId: number;

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  const roles = {
    patient: 'patient',
    other: 'patient',
    desk: 'staff',
    head: 'admin',
    doctor: 'doctor',
  } as const;
  for (const [name, role] of Object.entries(roles)) {
    ids[name] = (await aUser(db.database, { username: name, role })).id;
    tokens[name] = await api.signIn(name, password);
  }
  doctorId = (await aDoctor(db.database, { userId: ids.doctor ?? 0 })).id;
  const wish = { doctorId, appointmentDateTime: `${dayFromNow(2)}T09:00:00Z` };
  appointmentId = fieldOf(await api.post('/appointments', wish, tokens.patient), 'id') as number;
}, 180_000);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

beforeEach(async () => {
  await db.database.client.auditEntry.deleteMany();
});

const entries = async (): Promise<unknown[]> =>
  (await db.database.client.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(
    ({ actorId, subjectId, action }) => ({ actorId, subjectId, action }),
  );

interface Case {
  readonly what: string;
  readonly action: string;
  readonly ask: () => Promise<Answer>;
}

const cases: Case[] = [
  {
    what: 'reads an appointment',
    action: 'GET /appointments/:id',
    ask: () => api.get(`/appointments/${appointmentId}`, tokens.desk),
  },
  {
    what: 'reads it under the path with the version',
    action: 'GET /appointments/:id',
    ask: () => api.get(`/v1/appointments/${appointmentId}`, tokens.desk),
  },
  {
    what: 'reads its history',
    action: 'GET /appointments/:id/history',
    ask: () => api.get(`/appointments/${appointmentId}/history`, tokens.desk),
  },
  {
    what: 'lists appointments',
    action: 'GET /appointments',
    ask: () => api.get('/appointments', tokens.desk),
  },
  {
    what: 'changes one',
    action: 'PATCH /appointments/:id',
    ask: () => api.patch(`/appointments/${appointmentId}`, { reason: 'as told by phone' }, tokens.desk),
  },
  {
    what: 'books on behalf',
    action: 'POST /appointments',
    ask: () =>
      api.post(
        '/appointments',
        { doctorId, appointmentDateTime: `${dayFromNow(3)}T09:00:00Z`, userId: ids.patient },
        tokens.desk,
      ),
  },
];

describe('the audit log (SECURITY 29)', () => {
  it.each(cases)('has an entry when the front desk $what', async ({ ask, action }) => {
    expect((await ask()).status).toBeLessThan(300);
    await expect(entries()).resolves.toEqual([{ actorId: ids.desk, subjectId: ids.patient, action }]);
  });

  it('has the time and the id of the request', async () => {
    const before = Date.now();
    const answer = await api.get(`/appointments/${appointmentId}`, tokens.doctor);
    const entry = await db.database.client.auditEntry.findFirstOrThrow();
    expect(entry.requestId).toBe(answer.headers.get('x-request-id'));
    expect(Math.abs(entry.occurredAt.getTime() - before)).toBeLessThan(60_000);
    expect(entry.actorId).toBe(ids.doctor);
  });

  it('has none for what people do with their own data, nor for what they are not shown', async () => {
    await api.get('/appointments', tokens.patient);
    await api.get(`/appointments/${appointmentId}`, tokens.patient);
    expect((await api.get(`/appointments/${appointmentId}`, tokens.other)).status).toBe(404);
    await expect(entries()).resolves.toEqual([]);
  });

  it('is read by admins, page by page and with filters', async () => {
    for (let turn = 0; turn < 3; turn += 1) await api.get(`/appointments/${appointmentId}`, tokens.desk);
    await api.get(`/appointments/${appointmentId}`, tokens.doctor);
    const first = await api.get('/audit?limit=3', tokens.head);
    expect(listOf(first)).toHaveLength(3);
    expect(listOf(await api.get(nextOf(first) ?? '', tokens.head))).toHaveLength(1);
    const byDoctor = await api.get(`/audit?actorId=${ids.doctor}&subjectId=${ids.patient}`, tokens.head);
    expect(listOf(byDoctor).map(({ action }) => action)).toEqual(['GET /appointments/:id']);
    expect(listOf(await api.get(`/audit?from=${dayFromNow(1)}T00:00:00Z`, tokens.head))).toEqual([]);
  });

  it('shows each user their own record alone', async () => {
    await api.get(`/appointments/${appointmentId}`, tokens.desk);
    const own = await api.get('/me/audit', tokens.patient);
    expect(listOf(own).map(({ actorId }) => actorId)).toEqual([ids.desk]);
    expect(listOf(await api.get('/me/audit', tokens.other))).toEqual([]);
    expect((await api.get('/audit', tokens.desk)).status).toBe(403);
    expect((await api.get('/me/audit?subjectId=1', tokens.other)).status).toBe(422);
  });
});

describe('the role that the apps work as', () => {
  let app: Database;

  beforeAll(() => {
    app = new Database({ DATABASE_URL: db.url, DATABASE_POOL_SIZE: 1 }, applicationRole);
  });

  afterAll(() => app.close());

  it.each([
    ['rewrite the audit log', 'UPDATE audit_entries SET actor_id = 0'],
    ['take entries out of it', 'DELETE FROM audit_entries'],
    ['empty it', 'TRUNCATE audit_entries'],
    ['drop it', 'DROP TABLE audit_entries'],
    ['loosen a constraint', 'ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap'],
    ['forge the list of migrations', 'DELETE FROM _prisma_migrations'],
  ])('cannot %s', async (_what, sql) => {
    await expect(app.client.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('forgets entries by age alone, and none of the last year', async () => {
    const entry = { actorId: 1, subjectId: 2, action: 'GET /', requestId: null };
    const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
    await db.database.client.auditEntry.createMany({
      data: [366, 364, 1].map((days) => ({ ...entry, occurredAt: daysAgo(days) })),
    });
    await app.client.$queryRaw`SELECT forget_audit_entries(1)`;
    await expect(db.database.client.auditEntry.count()).resolves.toBe(2);
  });
});
