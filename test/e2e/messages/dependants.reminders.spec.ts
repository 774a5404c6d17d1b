import { type Prisma } from '#libs/database';
import { aDoctor, aUser, aVisitType, letKnow, password } from '../../support/clinic.js';
import { eventually } from '../../support/wait.js';
import { type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { tokenFor } from '../support/links.js';
import { type Account, idIn, patients, signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * A guardian is reminded of the visits of a dependant, whenever they were booked, for as long as the guardianship lasts, the
 * visits are those of the dependant, and the dependant lives.
 */

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

/** Of which users there are reminders that wait, and how long before the visit each is sent */
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

it('begins when a user becomes a guardian, and ends with that', async () => {
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

it('begins anew for a user who becomes a guardian once more', async () => {
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

describe('when records say something else', () => {
  let staff: Account;

  beforeAll(async () => {
    staff = await signIn(gatewayUrl, await aUser(stage.clinic.database, { role: 'staff' }));
  });

  const told = async (where: Prisma.DeliveryWhereInput): Promise<string[]> =>
    (await stage.clinic.database.client.delivery.findMany({ where, orderBy: { id: 'asc' } })).map(
      ({ userId, occasion, state, reason }) => [userId, occasion, state, reason ?? ''].join(' ').trim(),
    );
  /** As if what is planned had not been looked at since: it is sent now, unless something speaks against it. */
  const sendAgain = async (where: Prisma.DeliveryWhereInput): Promise<void> => {
    const due = { state: 'planned', reason: null, dueAt: new Date(), attempts: 0, sentAt: null } as const;
    const expiresAt = new Date(Date.now() + 3_600_000);
    await stage.clinic.database.client.delivery.updateMany({ where, data: { ...due, expiresAt } });
  };
  const eventuallyTold = (where: Prisma.DeliveryWhereInput, expected: readonly string[]): Promise<void> =>
    eventually(
      async () => {
        expect(await told(where)).toEqual(expected);
      },
      { within: 20_000 },
    );

  it('R20: a death calls visits off and tells the doctors alone, and no reminder leaves, those planned before neither', async () => {
    const { database } = stage.clinic;
    const visitType = await aVisitType(database);
    const aDoctorOfIt = async (): Promise<{ id: number; userId: number }> => {
      const account = await signIn(gatewayUrl, await aUser(database, { role: 'doctor' }));
      const email = { occasions: ['cancelled'], reminderMinutes: [] };
      expect((await api.patch('/me/preferences', { email }, account.token)).status).toBe(200);
      const { id } = await aDoctor(database, { userId: account.id, visitTypeIds: [visitType.id] });
      return { id, userId: account.id };
    };
    const [former, present] = [await aDoctorOfIt(), await aDoctorOfIt()];
    const wish = { doctorId: former.id, appointmentDateTime: `${dayFromNow(daysAhead)}T14:00:00Z` };
    const booked = await api.post('/appointments', { ...wish, userId: dependantId }, guardian.token);
    visitId = idIn(booked);
    await areReminded(guardian.id);
    const elsewhere = { doctorId: present.id, appointmentDateTime: wish.appointmentDateTime };
    expect((await api.patch(`/appointments/${visitId}`, elsewhere, staff.token)).status).toBe(200);
    const farewell = { appointmentId: visitId, isFarewell: true, channel: 'email' } as const;
    await eventuallyTold(farewell, [`${former.userId} cancelled sent`]);

    const on = new Date().toISOString().slice(0, 10);
    expect((await api.put(`/users/patients/${dependantId}/death`, { on }, staff.token)).status).toBe(200);
    const calledOff = { appointmentId: visitId, status: 'cancelled', channel: 'email' } as const;
    await eventuallyTold({ ...calledOff, isFarewell: false }, [`${present.userId} cancelled sent`]);
    expect(await reminded()).toEqual({});

    const reminder = { appointmentId: visitId, userId: guardian.id, occasion: 'reminder' } as const;
    const count = await database.client.delivery.count({ where: reminder });
    expect(count).toBeGreaterThan(1);
    await sendAgain(reminder);
    await eventuallyTold(
      reminder,
      Array.from({ length: count }, () => `${guardian.id} reminder skipped deceased`),
    );
    // What the visit was to the former doctor is true all the same.
    await sendAgain(farewell);
    await eventuallyTold(farewell, [`${former.userId} cancelled sent`]);
    const toPatientSide = { appointmentId: visitId, userId: { in: [guardian.id, dependantId] } };
    expect(await told({ ...toPatientSide, status: 'cancelled' })).toEqual([]);
    const notices = await database.client.notification.findMany({ where: toPatientSide });
    expect(notices.map(({ type }) => type).sort()).toEqual(['appointment.booked', 'appointment.rescheduled']);
  });

  it('R18: another address of an account is proven by a mail to it, and the present one is told', async () => {
    const [next, present] = [
      `next-${second.id}@clinic.example`,
      fieldOf(await api.get('/me', second.token), 'email'),
    ];
    await letKnow(stage.clinic.database, second.id);
    const asked = await api.patch(`/users/patients/${second.id}`, { email: next }, staff.token);
    expect(asked.body).toMatchObject({ email: present, pendingEmail: next });
    const mailTo = (address: unknown, subject: string) =>
      eventually(
        () => {
          const found = mail.to(String(address)).find((caught) => caught.mail.subject === subject);
          if (found === undefined) throw new Error(`No mail about ${subject}`);
          return found.mail.text ?? '';
        },
        { within: 20_000 },
      );
    const told = await mailTo(present, 'Your e-mail address is to change');
    expect(told).not.toContain(next);
    const token = /#token=(\S+)/.exec(await mailTo(next, 'Confirm your new e-mail address'))?.[1];
    // The present address can stop the change, and not confirm it.
    expect(told).toContain('/app/undo-email-change#token=');
    expect(told).not.toContain(token);
    expect((await api.post('/email/verify', { token })).status).toBe(204);
    expect((await api.get('/me', second.token)).body).toMatchObject({ email: next, emailVerified: true });
  });

  it('R19: after a merge the kept record alone is told of what moved, and after undoing it the other one again', async () => {
    await letKnow(stage.clinic.database, second.id);
    const path = `/users/patients/${second.id}/merges`;
    const merged = await api.post(path, { fromId: dependantId }, staff.token);
    expect(merged.status).toBe(201);
    await areReminded(second.id);
    const booked = { appointmentId: visitId, userId: second.id, occasion: 'booked' } as const;
    expect(await told(booked)).toEqual([]);
    const [dayBefore = 0, ...others] = reminders;
    const late = { appointmentId: visitId, userId: guardian.id, offsetMinutes: dayBefore } as const;
    await sendAgain(late);
    await eventuallyTold(late, [`${guardian.id} reminder skipped not_a_recipient`]);

    expect((await api.post(`${path}/${idIn(merged)}/undo`, {}, staff.token)).status).toBe(204);
    await eventually(
      async () => {
        expect(await reminded()).toEqual({ [guardian.id]: others });
      },
      { within: 20_000 },
    );
    expect((await api.post(`/appointments/${visitId}/cancel`, {}, staff.token)).status).toBe(200);
    const cancelled = { appointmentId: visitId, occasion: 'cancelled', channel: 'email' } as const;
    await eventuallyTold(cancelled, [`${guardian.id} cancelled sent`]);
  });
});
