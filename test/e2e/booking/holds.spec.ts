import { type Doctor } from '#libs/database';
import { aDoctor, aUser, aVisitType, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { freePort } from '../../support/private-services.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { letExpire as expire } from '../support/passing-time.js';

let db: TestDatabase;
let apps: App[];
let api: Api;
let doctor: Doctor;
let mine: string;
let other: string;
let hour = 0;

beforeAll(async () => {
  db = await createDatabase();
  const options = {
    databaseUrl: db.url,
    namespace: newNamespace(),
    env: { EVENTS_PORT: String(await freePort()) },
  };
  const [gateway, notifications] = await Promise.all([startGateway(options), startNotifications(options)]);
  apps = [gateway, notifications];
  api = apiOf(gateway.url);
  await aUser(db.database, { username: 'mine' });
  await aUser(db.database, { username: 'other' });
  [mine, other] = await Promise.all([api.signIn('mine', password), api.signIn('other', password)]);
  doctor = await aDoctor(db.database);
}, 180_000);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await db.drop();
});

const code = (answer: Answer): unknown => fieldOf(answer, 'code');
const idOf = (answer: Answer): number => fieldOf(answer, 'id') as number;

/** A new hour for each test, so that tests do not meet. */
function nextBody(): { doctorId: number; appointmentDateTime: string } {
  hour += 1;
  const time = `${String(9 + (hour % 8)).padStart(2, '0')}:00:00.000Z`;
  return { doctorId: doctor.id, appointmentDateTime: `${dayFromNow(2 + Math.floor(hour / 8))}T${time}` };
}

const hold = (body: object, token = mine): Promise<Answer> => api.post('/appointments/holds', body, token);
const book = (body: object, token = mine, key?: string): Promise<Answer> =>
  api.post('/appointments', body, token, key === undefined ? undefined : { 'idempotency-key': key });

const letExpire = (id: number): Promise<void> => expire(db.database, id);

async function isFree({ doctorId, appointmentDateTime }: ReturnType<typeof nextBody>): Promise<boolean> {
  const day = appointmentDateTime.slice(0, 10);
  const answer = await api.get(`/doctors/${doctorId}/availability?from=${day}&to=${day}`);
  const [found] = fieldOf(answer, 'days') as { slots: { start: string }[] }[];
  return (found?.slots ?? []).some(({ start }) => start === appointmentDateTime);
}

const historyOf = async (id: number) =>
  (
    await db.database.client.appointmentHistory.findMany({
      where: { appointmentId: id },
      orderBy: { version: 'asc' },
    })
  ).map(({ fromStatus, toStatus, reason }) => [fromStatus, toStatus, reason]);

it('blocks like a booking, is no appointment yet, and becomes one', async () => {
  const body = nextBody();
  const held = await hold(body);
  expect(held.status).toBe(201);
  const left = Date.parse(fieldOf(held, 'expiresAt') as string) - Date.now();
  expect(left).toBeGreaterThan(4 * 60_000);
  expect(left).toBeLessThanOrEqual(5 * 60_000);
  expect(await isFree(body)).toBe(false);
  for (const answer of [await hold(body, other), await book(body, other)]) {
    expect([answer.status, code(answer)]).toEqual([409, 'appointment.slot_taken']);
  }
  expect(listOf(await api.get('/appointments', mine))).toEqual([]);
  expect((await api.get(`/appointments/${idOf(held)}`, mine)).status).toBe(404);
  expect((await api.post(`/appointments/${idOf(held)}/cancel`, {}, mine)).status).toBe(404);

  const order = { ...body, holdId: idOf(held), reason: 'cough' };
  const booked = await book(order, mine, 'from-a-hold');
  expect([booked.status, idOf(booked)]).toEqual([201, idOf(held)]);
  expect(booked.body).toMatchObject({ ...body, status: 'confirmed', reason: 'cough', version: 2 });
  expect((await book(order, mine, 'from-a-hold')).text).toBe(booked.text);
  const again = await book(order);
  expect([again.status, code(again)]).toEqual([409, 'hold.used']);
  expect(await historyOf(idOf(held))).toEqual([
    [null, 'held', null],
    ['held', 'confirmed', null],
  ]);
  await eventually(async () => {
    const inbox = listOf(await api.get('/me/notifications', mine));
    expect(inbox.map(({ type, appointmentId }) => [type, appointmentId])).toEqual([
      ['appointment.booked', idOf(held)],
    ]);
  });
});

it('is gone when it has expired, and more so when another patient has the time', async () => {
  const body = nextBody();
  const held = await hold(body);
  await letExpire(idOf(held));
  expect((await api.post(`/appointments/holds/${idOf(held)}/extend`, {}, mine)).status).toBe(410);
  expect((await book(body, other)).status).toBe(201);
  expect(await historyOf(idOf(held))).toEqual([
    [null, 'held', null],
    ['held', 'cancelled', 'expired'],
  ]);
  expect((await book({ ...body, holdId: idOf(held) })).status).toBe(410);
});

it("that has expired is in no one's way when a visit is moved there", async () => {
  const body = nextBody();
  const held = await hold(body, other);
  const booked = await book(nextBody());
  const target = { appointmentDateTime: body.appointmentDateTime };
  expect((await api.patch(`/appointments/${idOf(booked)}`, target, mine)).status).toBe(409);
  await letExpire(idOf(held));
  expect((await api.patch(`/appointments/${idOf(booked)}`, target, mine)).status).toBe(200);
});

it('can be extended once', async () => {
  const held = await hold(nextBody());
  await db.database.client.appointment.update({
    where: { id: idOf(held) },
    data: { holdExpiresAt: new Date(Date.now() + 30_000) },
  });
  const extended = await api.post(`/appointments/holds/${idOf(held)}/extend`, {}, mine);
  expect([extended.status, fieldOf(extended, 'extended')]).toEqual([200, true]);
  expect(Date.parse(fieldOf(extended, 'expiresAt') as string) - Date.now()).toBeGreaterThan(4 * 60_000);
  const again = await api.post(`/appointments/holds/${idOf(held)}/extend`, {}, mine);
  expect([again.status, code(again)]).toEqual([409, 'hold.extended_already']);
});

it('can be given back, twice even', async () => {
  const body = nextBody();
  const held = await hold(body);
  const path = `/appointments/holds/${idOf(held)}`;
  expect((await api.delete(path, mine)).status).toBe(204);
  expect((await api.delete(path, mine)).status).toBe(204);
  expect(await isFree(body)).toBe(true);
  expect((await book({ ...body, holdId: idOf(held) })).status).toBe(410);
});

it("is its owner's alone, and for one visit only", async () => {
  const body = nextBody();
  const held = await hold(body);
  expect((await api.delete(`/appointments/holds/${idOf(held)}`, other)).status).toBe(404);
  const foreign = await book({ ...body, holdId: idOf(held) }, other);
  expect([foreign.status, code(foreign)]).toEqual([404, 'hold.not_found']);
  const visitType = await aVisitType(db.database);
  for (const different of [
    nextBody(),
    { ...body, doctorId: doctor.id + 1 },
    { ...body, visitTypeId: visitType.id },
  ]) {
    const answer = await book({ ...different, holdId: idOf(held) });
    expect([answer.status, code(answer)]).toEqual([422, 'hold.differs']);
  }
  const booked = await book(nextBody());
  expect((await book({ ...body, holdId: idOf(booked) })).status).toBe(404);
});
