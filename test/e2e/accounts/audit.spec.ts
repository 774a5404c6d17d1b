import { applicationRole, Database } from '#libs/database';
import { aDoctor, aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { raisedLimits } from '../../support/limits.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace } from '../../support/services.js';
import { auditTable } from '../../../apps/gateway/src/operations/audit/table/index.js';
import { accountChanges } from './audit/account-changes.js';
import { bookingChanges } from './audit/booking-changes.js';
import { clinicChanges } from './audit/clinic-changes.js';
import { type AuditSite, auditSite } from './audit/site.js';
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
  gateway = await startGateway({ databaseUrl: db.url, namespace: newNamespace(), env: raisedLimits });
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

describe('a change and its entry are one (SECURITY 39)', () => {
  const changes = { ...accountChanges, ...bookingChanges, ...clinicChanges };
  let site: AuditSite;

  beforeAll(async () => {
    site = await auditSite(db, gateway.url);
  }, 60_000);

  const sql = (statement: string): Promise<unknown> => db.database.client.$executeRawUnsafe(statement);

  /** What a request could have changed, and nothing that the gateway does of its own accord. */
  const fingerprint = async (): Promise<unknown> => {
    const columns = {
      outbox_events: 'event_id',
      // A code that was shown is used up, whatever becomes of the request.
      recovery_codes: 'user_id, code_hash',
      sessions: 'id, ended_at, second_factor',
    } as Readonly<Record<string, string>>;
    const tables = await db.database.client.$queryRaw<{ name: string }[]>`
      SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
        AND table_name NOT IN ('audit_entries', 'schedule_revision', 'waitlist_openings', '_prisma_migrations')`;
    const marks = tables.map(
      ({ name }) => `SELECT '${name}' AS name, md5(string_agg(t::text, '|' ORDER BY t::text)) AS mark
        FROM (SELECT ${columns[name] ?? '*'} FROM "${name}") t`,
    );
    return db.database.client.$queryRawUnsafe(`${marks.join(' UNION ALL ')} ORDER BY name`);
  };

  it('of every operation that changes something', () => {
    const changing = Object.entries(auditTable).filter(
      ([name, line]) => typeof line === 'string' && line !== 'reads' && !name.startsWith('RPC '),
    );
    expect(Object.keys(changes).sort()).toEqual(changing.map(([name]) => name).sort());
  });

  it.each(Object.entries(changes))('%s', async (operation, prepare) => {
    const { ask, about, by = site.admin.id } = await prepare(site);
    const before = await fingerprint();
    await sql('REVOKE INSERT ON audit_entries FROM docket_app');
    const refused = await ask().finally(() => sql('GRANT INSERT ON audit_entries TO docket_app'));
    expect([refused.status, await fingerprint()]).toEqual([500, before]);
    await db.database.client.auditEntry.deleteMany();
    const answer = await ask();
    expect([answer.status < 300, answer.text]).toEqual([true, expect.anything()]);
    const written = await db.database.client.auditEntry.findMany();
    const expected = about(answer).map((each) => ({
      actorId: by,
      action: operation,
      outcome: 'done',
      requestId: answer.headers.get('x-request-id'),
      about: typeof each === 'number' ? `person:${each}` : each,
    }));
    const found = written.map(({ actorId, action, outcome, requestId, subjectId, objectType, objectId }) => ({
      ...{ actorId, action, outcome, requestId },
      about: subjectId === null ? `${String(objectType)}:${String(objectId)}` : `person:${subjectId}`,
    }));
    const order = (one: { about: string }, other: { about: string }): number =>
      one.about.localeCompare(other.about);
    expect(found.sort(order)).toEqual(expected.sort(order));
  });

  it('a sign-in that is refused is noted, and nothing of what was typed', async () => {
    const { id, username } = await site.person('patient');
    await db.database.client.auditEntry.deleteMany();
    const wrong = { username, password: 'not the password at all' };
    expect((await api.post('/login', wrong)).status).toBe(401);
    expect((await api.post('/login', { ...wrong, username: 'no-such-person' })).status).toBe(401);
    const found = await db.database.client.auditEntry.findMany({ orderBy: { id: 'asc' } });
    const attempt = { actorId: null, action: 'POST /login', outcome: 'refused', objectType: null };
    expect(found).toMatchObject([
      { ...attempt, subjectId: id },
      { ...attempt, subjectId: null },
    ]);
    expect(found.map((entry) => Object.values(entry).map(String).join()).join()).not.toMatch(
      /no-such-person|not the password/,
    );
  });

  it('a look at a patient of elsewhere is one entry with its reason, and opens nothing without it', async () => {
    const { id, username } = await site.person();
    await db.database.client.auditEntry.deleteMany();
    const look = { q: username, reason: 'on the telephone' };
    const ask = () => api.post('/users/patients/looks', look, site.admin.token);
    const before = await fingerprint();
    await sql('REVOKE INSERT ON audit_entries FROM docket_app');
    const refused = await ask().finally(() => sql('GRANT INSERT ON audit_entries TO docket_app'));
    expect([refused.status, await fingerprint()]).toEqual([500, before]);
    expect(listOf(await ask()).map((each) => each.id)).toEqual([id]);
    await expect(db.database.client.auditEntry.findMany()).resolves.toMatchObject([
      { actorId: site.admin.id, subjectId: id, action: 'POST /users/patients/looks', reason: look.reason },
    ]);
  });

  it('a visit as a file is the visit of a patient', async () => {
    const { id, userId } = await site.visit('confirmed', 24 * 60);
    await db.database.client.auditEntry.deleteMany();
    expect((await api.get(`/appointments/${id}/calendar.ics`, site.admin.token)).status).toBe(200);
    await expect(entries()).resolves.toEqual([
      { actorId: site.admin.id, subjectId: userId, action: 'GET /appointments/:id/calendar.ics' },
    ]);
  });

  it('is never refused to patients for their own booking: it writes no entry', async () => {
    const { id: doctorId } = await site.doctor();
    const { token } = await site.person();
    await sql('REVOKE INSERT ON audit_entries FROM docket_app');
    const booked = await api
      .post('/appointments', { doctorId, appointmentDateTime: `${dayFromNow(2)}T09:00:00Z` }, token)
      .finally(() => sql('GRANT INSERT ON audit_entries TO docket_app'));
    expect(booked.status).toBe(201);
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
