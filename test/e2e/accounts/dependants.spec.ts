import { applicationRole, Database } from '#libs/database';
import { aDoctor, aUser, password } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { tokenFor } from '../support/links.js';
import { type Account, idIn, patients } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * People who care for others (SECURITY 15, 18, 29, 31). Two gateways without anything in common but the services: what
 * is ended at one is over at the other.
 */

let stage: Stage;
let api: Api;
let there: Api;
let url: string;
let guardian: Account;
let second: Account;
let stranger: Account;
let doctorId: number;
let hours = 0;

beforeAll(async () => {
  stage = await openStage();
  const { database } = stage.clinic;
  const [here, other] = await Promise.all([
    stage.startGateway(),
    stage.startGateway(),
    stage.startNotifications(),
  ]);
  ({ url } = here);
  [api, there] = [apiOf(here.url), apiOf(other.url)];
  [guardian, second = guardian, stranger = guardian] = await patients(database, here.url, 3);
  ({ id: doctorId } = await aDoctor(database));
}, 180_000);

afterAll(() => stage.close());

const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];
const notFound = [404, 'dependant.not_found'];
const userIdIn = (answer: Answer): number => fieldOf(answer, 'userId') as number;

async function aDependant(of = guardian, more: object = {}): Promise<number> {
  const added = await api.post('/me/dependants', { name: 'Robin', relationship: 'child', ...more }, of.token);
  expect(added.status).toBe(201);
  return userIdIn(added);
}

/** An hour that no other test asks for. */
function nextHour(): string {
  hours += 1;
  return `${dayFromNow(2 + Math.floor(hours / 8))}T${String(9 + (hours % 8)).padStart(2, '0')}:00:00Z`;
}

const book = (userId: number, by = guardian, at = api): Promise<Answer> =>
  at.post('/appointments', { doctorId, appointmentDateTime: nextHour(), userId }, by.token);

/** Makes `second` another guardian of a dependant. */
async function joinedBySecond(userId: number, email: string): Promise<Answer> {
  const invited = await api.post(
    `/me/dependants/${userId}/guardians`,
    { email, relationship: 'child' },
    guardian.token,
  );
  expect(invited.status).toBe(202);
  const token = await tokenFor(stage.clinic.database, email, 'guardianship');
  return api.post('/guardianships', { token }, second.token);
}

it('are added, changed and listed by their guardians alone', async () => {
  const added = await api.post(
    '/me/dependants',
    { name: 'Robin', birthDate: '2018-04-30', relationship: 'child' },
    guardian.token,
  );
  const userId = userIdIn(added);
  const seen = { userId, name: 'Robin', birthDate: '2018-04-30', relationship: 'child', hasAccount: false };
  expect(added).toMatchObject({ status: 201, body: seen });
  const change = { name: 'Robin B.', birthDate: null };
  const path = `/me/dependants/${userId}`;
  expect((await api.patch(path, change, guardian.token)).body).toMatchObject({ ...seen, ...change });
  expect(listOf(await there.get('/me/dependants', guardian.token))).toMatchObject([{ ...seen, ...change }]);
  expect(listOf(await api.get('/me/dependants', stranger.token))).toEqual([]);
  for (const [method, sub] of [
    ['get', '/guardians'],
    ['get', '/export'],
    ['delete', ''],
  ] as const) {
    const theirs = await api[method](path + sub, stranger.token);
    const nobodys = await api[method](`/me/dependants/2147483647${sub}`, stranger.token);
    const same = (answer: Answer) => answer.text.replace(String(fieldOf(answer, 'requestId')), '');
    expect(outcome(theirs)).toEqual(notFound);
    expect(same(theirs)).toBe(same(nobodys));
  }
  expect(outcome(await api.patch(path, change, stranger.token))).toEqual(notFound);
  expect(
    (await api.post('/me/dependants', { name: ' ', relationship: 'child' }, guardian.token)).status,
  ).toBe(422);
  expect(
    (await api.post('/me/dependants', { name: 'A', relationship: 'owner' }, guardian.token)).status,
  ).toBe(422);
  const { id } = await stage.clinic.database.client.user.findFirstOrThrow({ where: { id: userId } });
  for (const login of ['Robin B.', `${id}`, '']) {
    const answer = await api.post('/login', { username: login || 'null', password });
    expect(answer.status).toBe(401);
  }
});

it('have everything booked, moved, read and cancelled for them, noted in the audit log', async () => {
  const userId = await aDependant();
  const by = guardian.token;
  const booked = await book(userId, guardian, there);
  expect(booked).toMatchObject({ status: 201, body: { userId } });
  const id = idIn(booked);
  const hold = await api.post(
    '/appointments/holds',
    { doctorId, appointmentDateTime: nextHour(), userId },
    by,
  );
  expect(hold).toMatchObject({ status: 201, body: { userId } });
  const first = new Date(Date.parse(`${dayFromNow(9)}T09:30:00Z`)).toISOString();
  const recurrence = { frequency: 'weekly', count: 2 };
  const series = { doctorId, appointmentDateTime: first, userId, recurrence };
  expect((await api.post('/appointments/series', series, by)).status).toBe(201);
  const moved = await api.patch(`/appointments/${id}`, { appointmentDateTime: nextHour() }, by);
  expect(moved).toMatchObject({ status: 200, body: { id, userId } });
  expect(listOf(await api.get(`/appointments/${id}/history`, by))).toHaveLength(2);
  expect(listOf(await api.get(`/appointments?userId=${userId}`, by))).toHaveLength(3);
  expect((await api.post(`/appointments/${id}/cancel`, {}, by)).status).toBe(200);
  expect((await api.delete(`/appointments/holds/${idIn(hold)}`, by)).status).toBe(204);

  const gone = await api.get('/appointments/2147483647', stranger.token);
  for (const path of [`/appointments/${id}`, `/appointments/${id}/history`])
    expect([path, (await api.get(path, stranger.token)).status]).toEqual([path, gone.status]);
  expect(listOf(await api.get(`/appointments?userId=${userId}`, stranger.token))).toEqual([]);
  expect(outcome(await book(userId, stranger))).toEqual([403, 'appointment.not_for_others']);

  const entries = await stage.clinic.database.client.auditEntry.findMany({ where: { subjectId: userId } });
  expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(new Set([guardian.id]));
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['GET /appointments', 'POST /appointments', 'POST /appointments/:id/cancel']),
  );
});

it('have a second guardian, by a link that serves once', async () => {
  const userId = await aDependant();
  const email = 'second@clinic.example';
  expect(await joinedBySecond(userId, email)).toMatchObject({ status: 201, body: { userId } });
  const token = await tokenFor(stage.clinic.database, email, 'guardianship');
  const invalid = [422, 'auth.link_invalid'];
  expect(outcome(await api.post('/guardianships', { token }, stranger.token))).toEqual(invalid);
  const guardians = listOf(await api.get(`/me/dependants/${userId}/guardians`, guardian.token));
  expect(guardians.map((each) => each.userId)).toEqual([guardian.id, second.id]);
  // Both are told what happens; neither link reveals the other's.
  const id = idIn(await book(userId, second));
  await eventually(async () => {
    for (const { token: who } of [guardian, second]) {
      const told = listOf(await api.get('/me/notifications', who)).map((each) => each.appointmentId);
      expect(told.filter((each) => each === id)).toHaveLength(1);
    }
  });
  expect((await joinedBySecond(userId, 'again@clinic.example')).body).toMatchObject({
    code: 'guardian.already',
  });

  // An invitation is worth what its inviter is.
  const path = `/me/dependants/${userId}`;
  const late = { email: 'late@clinic.example', relationship: 'child' };
  expect((await api.post(`${path}/guardians`, late, guardian.token)).status).toBe(202);
  expect((await api.delete(path, guardian.token)).status).toBe(204);
  const lateToken = await tokenFor(stage.clinic.database, late.email, 'guardianship');
  expect(outcome(await api.post('/guardianships', { token: lateToken }, stranger.token))).toEqual(invalid);
  expect((await there.get(`/appointments/${id}`, guardian.token)).status).toBe(404);
  expect((await there.get(`/appointments/${id}`, second.token)).status).toBe(200);
});

it('are out of reach from the moment on at which care ends, at every gateway', async () => {
  const userId = await aDependant();
  const key = { 'idempotency-key': 'ended' };
  const wish = { doctorId, appointmentDateTime: nextHour(), userId };
  const booked = await api.post('/appointments', wish, guardian.token, key);
  const id = idIn(booked);
  const { database } = stage.clinic;
  const going = await aDoctor(database);
  const dates = { from: dayFromNow(5), to: dayFromNow(6) };
  const wait = idIn(await api.post('/waitlist', { doctorId: going.id, ...dates, userId }, guardian.token));
  const retiresOn = new Date(dayFromNow(4));
  await database.client.doctor.update({ where: { id: going.id }, data: { retiresOn } });
  await eventually(async () => {
    const told = listOf(await there.get('/me/notifications', guardian.token));
    expect(told.map((each) => each.appointmentId)).toContain(id);
    expect(told.map((each) => each.waitlistEntryId)).toContain(wait);
  });
  expect((await there.get(`/appointments/${id}`, guardian.token)).status).toBe(200);
  expect((await api.delete(`/me/dependants/${userId}`, guardian.token)).status).toBe(204);

  for (const gateway of [there, api]) {
    expect((await gateway.get(`/appointments/${id}`, guardian.token)).status).toBe(404);
    expect((await gateway.post(`/appointments/${id}/cancel`, {}, guardian.token)).status).toBe(404);
    expect(outcome(await book(userId, guardian, gateway))).toEqual([403, 'appointment.not_for_others']);
    // What was answered then is not told again.
    expect((await gateway.post('/appointments', wish, guardian.token, key)).status).toBe(403);
    const told = listOf(await gateway.get('/me/notifications', guardian.token));
    expect(told.map((each) => each.appointmentId)).not.toContain(id);
    expect(told.map((each) => each.waitlistEntryId)).not.toContain(wait);
  }
  expect(outcome(await api.delete(`/me/dependants/${userId}`, guardian.token))).toEqual(notFound);
  const { client } = database;
  await expect(client.guardianship.count({ where: { dependantId: userId, endedAt: null } })).resolves.toBe(0);
  await expect(client.appointment.findUnique({ where: { id } })).resolves.toMatchObject({
    status: 'confirmed',
  });
});

it('are out of reach although the session that cared for them was cached', async () => {
  const { database } = stage.clinic;
  const person = await aUser(database);
  const [{ id: userId } = { id: 0 }] = await database.client.$queryRaw<{ id: number }[]>`
    WITH child AS (INSERT INTO users (name) VALUES ('Kim') RETURNING id)
    INSERT INTO guardianships (guardian_id, dependant_id, relationship, created_at)
    SELECT ${person.id}::int, id, 'child', now() FROM child RETURNING dependant_id AS id`;
  // Nothing has changed for this session yet, so that both gateways keep what they read.
  const token = await api.signIn(person.username, password);
  const account = { id: person.id, token };
  for (const gateway of [api, there]) expect((await book(userId, account, gateway)).status).toBe(201);
  expect((await api.delete(`/me/dependants/${userId}`, token)).status).toBe(204);
  for (const gateway of [api, there]) {
    expect(outcome(await book(userId, account, gateway))).toEqual([403, 'appointment.not_for_others']);
    expect(listOf(await gateway.get('/appointments', token))).toEqual([]);
  }
});

it('claim an account of their own: their visits are theirs, and no guardian acts for them any more', async () => {
  const userId = await aDependant();
  const id = idIn(await book(userId));
  await joinedBySecond(userId, 'claim-second@clinic.example');
  const email = 'robin@clinic.example';
  const path = `/me/dependants/${userId}/claim`;
  expect(outcome(await api.post(path, { email }, stranger.token))).toEqual(notFound);
  expect((await api.post(path, { email }, guardian.token)).body).toMatchObject({ userId, email });
  const { database } = stage.clinic;
  const replaced = await tokenFor(database, email, 'claim');
  expect((await api.post(path, { email }, guardian.token)).status).toBe(202);
  const chosen = { username: 'robin', password };
  const claim = (token: string, more: object = {}): Promise<Answer> =>
    api.post('/dependants/claim', { token, ...chosen, ...more });
  expect(outcome(await claim(replaced))).toEqual([422, 'auth.link_invalid']);
  const token = await tokenFor(database, email, 'claim');
  expect((await claim(token, { password: 'password' })).status).toBe(422);
  const { username: taken } = await aUser(database);
  expect(outcome(await claim(token, { username: taken }))).toEqual([409, 'user.username_taken']);
  const answers = await Promise.all([claim(token), claim(token)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);

  const own = await api.signIn('robin', password);
  expect((await api.get('/me', own)).body).toMatchObject({
    id: userId,
    emailVerified: true,
    role: 'patient',
  });
  expect((await api.get(`/appointments/${id}`, own)).status).toBe(200);
  for (const before of [guardian, second])
    expect((await there.get(`/appointments/${id}`, before.token)).status).toBe(404);

  // Who has an account decides alone who cares for them.
  const wish = { email: 'carer@clinic.example', relationship: 'parent' };
  expect((await api.post('/me/guardians', wish, own)).status).toBe(202);
  const carer = await tokenFor(database, wish.email, 'guardianship');
  expect(outcome(await api.post('/guardianships', { token: carer }, own))).toEqual([409, 'guardian.self']);
  expect((await api.post('/guardianships', { token: carer }, guardian.token)).body).toMatchObject({
    userId,
    hasAccount: true,
  });
  expect((await there.get(`/appointments/${id}`, guardian.token)).status).toBe(200);
  const theirs = `/me/dependants/${userId}`;
  const refused = [409, 'dependant.has_account'];
  expect(outcome(await api.patch(theirs, { name: 'Bob' }, guardian.token))).toEqual(refused);
  expect(outcome(await api.post(`${theirs}/claim`, { email }, guardian.token))).toEqual(refused);
  expect(outcome(await api.post(`${theirs}/guardians`, wish, guardian.token))).toEqual(refused);
  expect(outcome(await api.get(`${theirs}/export`, guardian.token))).toEqual(refused);
  expect(outcome(await api.post(`${theirs}/erasure`, { password }, guardian.token))).toEqual(refused);
  expect(listOf(await api.get('/me/guardians', own))).toMatchObject([{ userId: guardian.id }]);
  expect((await api.delete(`/me/guardians/${guardian.id}`, own)).status).toBe(204);
  expect((await there.get(`/appointments/${id}`, guardian.token)).status).toBe(404);
});

it('open no account with a link of a guardian of the past', async () => {
  const userId = await aDependant();
  const email = 'too-late@clinic.example';
  await joinedBySecond(userId, 'stays@clinic.example');
  expect((await api.post(`/me/dependants/${userId}/claim`, { email }, guardian.token)).status).toBe(202);
  expect((await api.delete(`/me/dependants/${userId}`, guardian.token)).status).toBe(204);
  const token = await tokenFor(stage.clinic.database, email, 'claim');
  const claim = { token, username: 'too-late', password };
  expect(outcome(await api.post('/dependants/claim', claim))).toEqual([422, 'auth.link_invalid']);
});

it('are parted from their guardians by an admin', async () => {
  const userId = await aDependant();
  const id = idIn(await book(userId));
  const admin = await aUser(stage.clinic.database, { role: 'admin' });
  const token = await api.signIn(admin.username, password);
  const path = `/users/${userId}/guardians`;
  expect(listOf(await api.get(path, token))).toMatchObject([{ userId: guardian.id }]);
  expect((await api.get(path, guardian.token)).status).toBe(403);
  expect((await api.delete(`${path}/${guardian.id}`, token)).status).toBe(204);
  expect(outcome(await api.delete(`${path}/${guardian.id}`, token))).toEqual([404, 'guardian.not_found']);
  expect((await there.get(`/appointments/${id}`, guardian.token)).status).toBe(404);
});

it('are exported and erased by their only guardian, or with them', async () => {
  const { database } = stage.clinic;
  const [person] = await patients(database, url, 1);
  const canary = 'archaeopteryx';
  const userId = await aDependant(person, { name: canary });
  const other = await aDependant(person, { name: `${canary} II` });
  const id = idIn(await book(userId, person));
  const record = await api.get(`/me/dependants/${userId}/export`, person.token);
  expect(fieldOf(record, 'account')).toMatchObject({ id: userId, name: canary, username: null });
  expect(fieldOf(record, 'appointments')).toMatchObject([{ id }]);
  expect(fieldOf(await api.get('/me/export', person.token), 'dependants')).toMatchObject([
    { userId, relationship: 'child' },
    { userId: other },
  ]);

  const erase = (path: string, given = password): Promise<Answer> =>
    api.post(path, { password: given }, person.token);
  const theirs = `/me/dependants/${other}/erasure`;
  expect((await erase(theirs, 'a wrong password')).body).toMatchObject({ code: 'auth.wrong_password' });
  expect((await erase(theirs)).status).toBe(204);
  const names = () => database.client.user.count({ where: { name: { contains: canary } } });
  await expect(names()).resolves.toBe(1);
  expect(outcome(await erase('/me/erasure'))).toEqual([409, 'account.has_visits']);
  await expect(names()).resolves.toBe(1);
  expect((await api.post(`/appointments/${id}/cancel`, {}, person.token)).status).toBe(200);
  expect((await erase('/me/erasure')).status).toBe(204);
  await expect(names()).resolves.toBe(0);
  const open = { guardianId: person.id, endedAt: null };
  await expect(database.client.guardianship.count({ where: open })).resolves.toBe(0);
  await expect(database.client.user.findUnique({ where: { id: userId } })).resolves.toMatchObject({
    username: expect.stringMatching(/^erased-/) as string,
    birthDate: null,
  });
});

it('are 20 at most, however many are added at once', async () => {
  const [person] = await patients(stage.clinic.database, url, 1);
  await stage.clinic.database.client.$executeRaw`
    WITH people AS (INSERT INTO users (name) SELECT 'n' || n FROM generate_series(1, 18) n RETURNING id)
    INSERT INTO guardianships (guardian_id, dependant_id, relationship, created_at)
    SELECT ${person.id}, id, 'other', now() FROM people`;
  const add = { name: 'One more', relationship: 'other' };
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, turn) =>
      (turn % 2 ? api : there).post('/me/dependants', add, person.token),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422, 422, 422]);
});

it('keep the history of who cared for them, whatever the apps do', async () => {
  const app = new Database({ DATABASE_URL: stage.clinic.url, DATABASE_POOL_SIZE: 1 }, applicationRole);
  for (const sql of ['DELETE FROM guardianships', 'UPDATE guardianships SET guardian_id = 1'])
    await expect(app.client.$executeRawUnsafe(sql)).rejects.toThrow(/permission denied/);
  await app.close();
});
