import { aDoctor, aUser, password } from '../support/clinic.js';
import { eventually } from '../support/wait.js';
import { type MailServer, startMailServer } from './messages/mail-server.js';
import { type Api, apiOf, dayFromNow, fieldOf } from './support/api.js';
import { tokenFor } from './support/links.js';
import { type Account, idIn, patients } from './support/site.js';
import { openStage, type Stage } from './support/stage.js';

/* Whoever cares for somebody is reminded of their visits, whenever these were booked, for as long as they care. */

const patience = 60_000;
/** What a patient is reminded by unless they choose otherwise: a week and a day before, by mail. */
const reminders = [1440, 10_080];

let stage: Stage;
let mail: MailServer;
let gatewayUrl: string;
let api: Api;
let doctorId: number;
let guardian: Account;
let second: Account;
let dependantId: number;
let visitId: number;
/** So far ahead that no reminder has fallen due. */
let daysAhead = 20;

beforeAll(async () => {
  mail = await startMailServer();
  stage = await openStage({ env: { SMTP_URL: mail.url } });
  const [gateway] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
  gatewayUrl = gateway.url;
  api = apiOf(gatewayUrl);
  ({ id: doctorId } = await aDoctor(stage.clinic.database));
}, patience);

afterAll(async () => {
  await stage.close();
  await mail.close();
});

/** Of whom there are reminders that wait, and how long before the visit each is sent */
async function reminded(): Promise<Record<number, number[]>> {
  const rows = await stage.clinic.database.client.delivery.findMany({
    where: { appointmentId: visitId, occasion: 'reminder', state: 'planned' },
    orderBy: { offsetMinutes: 'asc' },
  });
  const people: Record<number, number[]> = {};
  for (const { userId, offsetMinutes } of rows) (people[userId ?? 0] ??= []).push(offsetMinutes ?? 0);
  return people;
}

const areReminded = (...people: readonly number[]): Promise<void> =>
  eventually(
    async () => {
      expect(await reminded()).toEqual(Object.fromEntries(people.map((id) => [id, reminders])));
    },
    { within: 20_000 },
  );

/** A dependant with a visit of which their guardian is to be reminded */
beforeEach(async () => {
  [guardian, second = guardian] = await patients(stage.clinic.database, gatewayUrl, 2);
  const added = await api.post('/me/dependants', { name: 'Robin', relationship: 'child' }, guardian.token);
  dependantId = fieldOf(added, 'userId') as number;
  daysAhead += 1;
  const wish = { doctorId, appointmentDateTime: `${dayFromNow(daysAhead)}T10:00:00Z`, userId: dependantId };
  const booked = await api.post('/appointments', wish, guardian.token);
  expect(booked.status).toBe(201);
  visitId = idIn(booked);
  await areReminded(guardian.id);
}, patience);

async function secondJoins(): Promise<void> {
  const email = `second-${dependantId}@clinic.example`;
  const path = `/me/dependants/${dependantId}/guardians`;
  expect((await api.post(path, { email, relationship: 'child' }, guardian.token)).status).toBe(202);
  const token = await tokenFor(stage.clinic.database, email, 'guardianship');
  expect((await api.post('/guardianships', { token }, second.token)).status).toBe(201);
}

it('begins when somebody becomes a guardian, and ends with that', async () => {
  const { client } = stage.clinic.database;
  await secondJoins();
  await areReminded(guardian.id, second.id);
  expect((await api.delete(`/me/dependants/${dependantId}`, guardian.token)).status).toBe(204);
  await areReminded(second.id);
  const given = { appointmentId: visitId, userId: guardian.id, occasion: 'reminder' } as const;
  expect(await client.delivery.findMany({ where: given })).toMatchObject(
    reminders.map(() => ({ state: 'skipped', reason: 'superseded' })),
  );
  // That the visit is booked is no news of that day.
  const told = { appointmentId: visitId, userId: second.id, occasion: { not: 'reminder' } } as const;
  expect(await client.delivery.count({ where: told })).toBe(0);
});

it('begins anew for somebody who becomes a guardian once more', async () => {
  await secondJoins();
  await areReminded(guardian.id, second.id);
  expect((await api.delete(`/me/dependants/${dependantId}`, second.token)).status).toBe(204);
  await areReminded(guardian.id);
  await secondJoins();
  await areReminded(guardian.id, second.id);
});

it('ends when an admin parts them', async () => {
  const admin = await aUser(stage.clinic.database, { role: 'admin' });
  const token = await api.signIn(admin.username, password);
  await secondJoins();
  await areReminded(guardian.id, second.id);
  expect((await api.delete(`/users/${dependantId}/guardians/${second.id}`, token)).status).toBe(204);
  await areReminded(guardian.id);
});

it('passes to the dependants when they come to an account of their own', async () => {
  await secondJoins();
  const email = `robin-${dependantId}@clinic.example`;
  expect((await api.post(`/me/dependants/${dependantId}/claim`, { email }, guardian.token)).status).toBe(202);
  const token = await tokenFor(stage.clinic.database, email, 'claim');
  const claim = { token, username: `robin-${dependantId}`, password };
  expect((await api.post('/dependants/claim', claim)).status).toBe(201);
  await areReminded(dependantId);
});
