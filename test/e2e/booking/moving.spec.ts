import { type Doctor } from '#libs/database';
import { aDoctor, aUser, aVisitType, type UserWithAccount } from '../../support/clinic.js';
import { type Answer } from '../../support/http.js';
import { raisedLimits } from '../../support/limits.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { type CaughtMail, type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { type Account, idIn, signIn } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/* Moving a visit keeps to the rules of booking, and everyone whom it concerns is told. */

type Person = UserWithAccount & Account;

let stage: Stage;
let mail: MailServer;
let gatewayUrl: string;
let api: Api;
let patient: Person;
let desk: Person;
let one: Person;
let other: Person;
let mine: Doctor;
let theirs: Doctor;
let manual: number;
let instant: number;
/** So far ahead that no reminder is due, and a new day for each visit */
let daysAhead = 15;

const database = () => stage.clinic.database;

async function aPerson(user: Parameters<typeof aUser>[1] = {}): Promise<Person> {
  const account = await aUser(database(), user);
  return { ...account, ...(await signIn(gatewayUrl, account)) };
}

beforeAll(async () => {
  mail = await startMailServer();
  stage = await openStage({
    env: { ...raisedLimits, SMTP_URL: mail.url, PUBLIC_URL: 'https://docket.clinic.example' },
  });
  const [gateway] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
  gatewayUrl = gateway.url;
  api = apiOf(gatewayUrl);
  patient = await aPerson();
  desk = await aPerson({ role: 'staff' });
  [one, other] = [await aPerson({ role: 'doctor' }), await aPerson({ role: 'doctor' })];
  // By default doctors get no mail about single visits.
  const occasions = ['booked', 'confirmed', 'moved', 'cancelled', 'reminder'];
  for (const { token } of [one, other])
    await api.patch('/me/preferences', { email: { occasions, reminderMinutes: [1440] } }, token);
  manual = (await aVisitType(database(), { confirmation: 'manual' })).id;
  instant = (await aVisitType(database(), { durationMinutes: 60 })).id;
  const visitTypeIds = [manual, instant];
  mine = await aDoctor(database(), { userId: one.id, visitTypeIds });
  theirs = await aDoctor(database(), { userId: other.id, visitTypeIds });
}, 180_000);

afterAll(async () => {
  await stage.close();
  await mail.close();
});

const code = (answer: Answer): unknown => fieldOf(answer, 'code');

/** An hour of a day that no other test uses. */
function onNewDay(): (time: string) => string {
  daysAhead += 1;
  const day = dayFromNow(daysAhead);
  return (time) => `${day}T${time}:00.000Z`;
}

/** @returns the id of a visit that the doctor has confirmed, if it waited for that */
async function aConfirmedVisit(appointmentDateTime: string, visitTypeId = manual): Promise<number> {
  const wish = { doctorId: mine.id, visitTypeId, appointmentDateTime };
  const booked = await api.post('/appointments', wish, patient.token);
  expect(booked.status).toBe(201);
  const confirmed = await api.post(`/appointments/${idIn(booked)}/confirm`, {}, one.token);
  expect([confirmed.status, fieldOf(confirmed, 'status')]).toEqual([200, 'confirmed']);
  return idIn(booked);
}

const move = (id: number, changes: object, { token }: Account = patient): Promise<Answer> =>
  api.patch(`/appointments/${id}`, changes, token);

const arrives = (address: string, isIt: (mail: CaughtMail) => boolean): Promise<CaughtMail> =>
  eventually(
    () => {
      const found = mail.to(address).find(isIt);
      if (found === undefined) throw new Error(`The mail to ${address} has not come.`);
      return found;
    },
    { within: 20_000 },
  );

describe('what the doctor has confirmed', () => {
  it.each([
    ['time', (at: (time: string) => string) => ({ appointmentDateTime: at('11:00') })],
    ['doctor', () => ({ doctorId: theirs.id })],
    [
      'doctor and time',
      (at: (time: string) => string) => ({ doctorId: theirs.id, appointmentDateTime: at('12:00') }),
    ],
  ])('R1: a patient who moves it to another %s asks for it again (case 49)', async (_what, changesOf) => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    const moved = await move(id, changesOf(at));
    expect([moved.status, fieldOf(moved, 'status'), fieldOf(moved, 'version')]).toEqual([200, 'pending', 3]);
    const history = await api.get(`/appointments/${id}/history`, patient.token);
    expect(history.body).toMatchObject([
      { toStatus: 'pending' },
      { toStatus: 'confirmed' },
      { fromStatus: 'confirmed', toStatus: 'pending', actorId: patient.id },
    ]);
  });

  it('R1: a patient who changes the type has what a booking of that type would give', async () => {
    const at = onNewDay();
    const toManual = await aConfirmedVisit(at('10:00'), instant);
    expect(fieldOf(await move(toManual, { visitTypeId: manual }), 'status')).toBe('pending');
    expect(fieldOf(await move(toManual, { visitTypeId: instant }), 'status')).toBe('confirmed');
    expect(fieldOf(await move(toManual, { appointmentDateTime: at('12:00') }), 'status')).toBe('confirmed');
  });

  it('R1: the front desk and the doctor keep it confirmed, and a pending one pending', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    expect(fieldOf(await move(id, { appointmentDateTime: at('11:00') }, desk), 'status')).toBe('confirmed');
    expect(fieldOf(await move(id, { appointmentDateTime: at('12:00') }, one), 'status')).toBe('confirmed');
    expect(fieldOf(await move(id, { doctorId: theirs.id }, one), 'status')).toBe('confirmed');
    await move(id, { appointmentDateTime: at('13:00') });
    const asked = await move(id, { appointmentDateTime: at('14:00'), visitTypeId: instant }, desk);
    expect(fieldOf(asked, 'status')).toBe('pending');
  });

  it('R1: a guardian asks again as the patient does, and a new reason alone asks nothing', async () => {
    const at = onNewDay();
    const added = await api.post('/me/dependants', { name: 'Robin', relationship: 'child' }, patient.token);
    const userId = fieldOf(added, 'userId');
    const wish = { doctorId: mine.id, visitTypeId: manual, appointmentDateTime: at('10:00'), userId };
    const id = idIn(await api.post('/appointments', wish, patient.token));
    await api.post(`/appointments/${id}/confirm`, {}, desk.token);
    expect(fieldOf(await move(id, { reason: 'A cough' }), 'status')).toBe('confirmed');
    expect(fieldOf(await move(id, { appointmentDateTime: at('11:00') }), 'status')).toBe('pending');
  });

  it('R1: says in the message that it waits for the doctor again', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    await move(id, { appointmentDateTime: at('15:00') });
    const told = ({ mail: { subject }, calendar }: CaughtMail): boolean =>
      subject === 'Appointment moved' && calendar.includes(`UID:appointment-${id}@`);
    const [toPatient, toDoctor] = [await arrives(patient.email, told), await arrives(one.email, told)];
    expect(toPatient.mail.text).toContain('It is confirmed when the doctor accepts it.');
    expect(toDoctor.mail.text).toContain('It waits for your confirmation.');
    expect(toPatient.calendar).toContain('STATUS:TENTATIVE');
  });
});

/** The inbox, the first message first, each as its type and its visit */
async function inboxOf({ token }: Account, id: number): Promise<string[]> {
  const answer = await api.get('/me/notifications?limit=50', token);
  return (answer.body as { type: string; appointmentId: number }[])
    .filter(({ appointmentId }) => appointmentId === id)
    .map(({ type }) => type)
    .reverse();
}

const lineOf = ({ calendar }: CaughtMail, name: string): string =>
  calendar.split(/\r?\n/).find((line) => line.startsWith(name)) ?? '';

const sequenceOf = (caught: CaughtMail): number =>
  Number(lineOf(caught, 'SEQUENCE:').slice('SEQUENCE:'.length));

/** A mail with a calendar entry of the visit */
const withEntry =
  (id: number, method: 'REQUEST' | 'CANCEL') =>
  ({ calendar }: CaughtMail): boolean =>
    calendar.includes(`UID:appointment-${id}@`) && calendar.includes(`METHOD:${method}`);

const utcOf = (start: string): string => `${start.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

describe('who leaves a visit is told', () => {
  it('R2: the former doctor has a cancellation, the new one a new appointment (case 50)', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    const first = await arrives(one.email, withEntry(id, 'REQUEST'));
    const changes = { doctorId: theirs.id, appointmentDateTime: at('13:00') };
    expect((await move(id, changes, desk)).status).toBe(200);

    const goodbye = await arrives(one.email, withEntry(id, 'CANCEL'));
    expect(goodbye.mail.subject).toBe('Appointment cancelled');
    expect(goodbye.mail.text).toContain('This appointment is no longer with you.');
    expect(lineOf(goodbye, 'UID:')).toBe(lineOf(first, 'UID:'));
    expect(sequenceOf(goodbye)).toBeGreaterThan(sequenceOf(first));
    // What it was for this doctor: the new time is the new doctor's business.
    expect(lineOf(goodbye, 'DTSTART:')).toBe(`DTSTART:${utcOf(at('10:00'))}`);
    expect(goodbye.mail.text).toContain('10:00');
    expect(goodbye.mail.text).not.toContain('13:00');

    const hello = await arrives(other.email, withEntry(id, 'REQUEST'));
    expect(hello.mail.subject).toBe('New appointment');
    expect(lineOf(hello, 'DTSTART:')).toBe(`DTSTART:${utcOf(at('13:00'))}`);
    const toPatient = await arrives(
      patient.email,
      (caught) => caught.mail.subject === 'Appointment moved' && withEntry(id, 'REQUEST')(caught),
    );
    expect(lineOf(toPatient, 'DTSTART:')).toBe(`DTSTART:${utcOf(at('13:00'))}`);

    expect(await inboxOf(one, id)).toEqual([
      'appointment.booked',
      'appointment.confirmed',
      'appointment.cancelled',
    ]);
    expect(await inboxOf(other, id)).toEqual(['appointment.booked']);
    expect(await inboxOf(patient, id)).toContain('appointment.rescheduled');
    const reminders = await database().client.delivery.findMany({
      where: { appointmentId: id, userId: one.id, occasion: 'reminder' },
    });
    expect(reminders.map(({ state }) => state)).toEqual(['skipped']);

    // From here on it is no business of the former doctor.
    await api.post(`/appointments/${id}/cancel`, { reason: 'Ill' }, desk.token);
    await arrives(other.email, withEntry(id, 'CANCEL'));
    expect(mail.to(one.email).filter(withEntry(id, 'CANCEL'))).toHaveLength(1);
  });

  it('R26b: so it is with each visit of a series that goes to another doctor, and each waits for this doctor', async () => {
    const at = onNewDay();
    const recurrence = { frequency: 'weekly', count: 3 };
    const wish = { doctorId: mine.id, visitTypeId: manual, appointmentDateTime: at('16:00'), recurrence };
    const booked = await api.post('/appointments/series', wish, patient.token);
    expect(booked.status).toBe(201);
    const [first = 0, ...rest] = (fieldOf(booked, 'appointments') as { id: number }[]).map(({ id }) => id);
    const follow = (changes: object, { token }: Account): Promise<Answer> =>
      api.post(`/appointments/${first}/move-following`, changes, token);
    for (const id of [first, ...rest]) await api.post(`/appointments/${id}/confirm`, {}, one.token);
    // One that has an hour of its own keeps it.
    const ownHour = { appointmentDateTime: `${dayFromNow(daysAhead + 7)}T09:00:00.000Z` };
    expect((await move(rest[0] ?? 0, ownHour, desk)).status).toBe(200);
    const moved = await follow({ doctorId: theirs.id }, patient);
    expect(moved.body).toMatchObject({
      moved: ['16:00', '09:00', '16:00'].map((time, index) => ({
        appointmentDateTime: `${dayFromNow(daysAhead + 7 * index)}T${time}:00.000Z`,
        doctorId: theirs.id,
        status: 'pending',
      })),
    });
    for (const id of [first, ...rest]) {
      await arrives(one.email, withEntry(id, 'CANCEL'));
      expect((await arrives(other.email, withEntry(id, 'REQUEST'))).mail.subject).toBe(
        'New appointment request',
      );
    }
    const stranger = await aDoctor(database());
    const refused = await follow({ doctorId: stranger.id }, patient);
    expect([refused.status, code(refused)]).toEqual([422, 'appointment.visit_type_not_offered']);
  });

  it('R2: a doctor who has the visit back before the mail has left is told nothing that is not so', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    await arrives(one.email, withEntry(id, 'REQUEST'));
    mail.behave = (to) => (to === one.email ? 'fail' : 'take');
    await move(id, { doctorId: theirs.id }, desk);
    await arrives(other.email, withEntry(id, 'REQUEST'));
    await move(id, { doctorId: mine.id }, desk);
    const goodbyes = () =>
      database().client.delivery.findMany({
        where: { appointmentId: id, isFarewell: true, channel: 'email' },
        orderBy: { id: 'asc' },
      });
    await eventually(
      async () => {
        const [toOne, toOther] = await goodbyes();
        expect([toOne?.userId, toOne?.state, toOne?.reason]).toEqual([one.id, 'skipped', 'superseded']);
        expect([toOther?.userId, toOther?.state]).toEqual([other.id, 'sent']);
      },
      { within: 20_000 },
    );
    mail.behave = () => 'take';
    await arrives(other.email, withEntry(id, 'CANCEL'));
    expect(mail.to(one.email).filter(withEntry(id, 'CANCEL'))).toEqual([]);
  });

  it('R2: a former guardian has the visits taken out of the calendar, once', async () => {
    const at = onNewDay();
    const guardian = await aPerson();
    const added = await api.post('/me/dependants', { name: 'Kim', relationship: 'child' }, guardian.token);
    const userId = fieldOf(added, 'userId') as number;
    const second = await aPerson();
    await database().client.guardianship.create({
      data: { guardianId: second.id, dependantId: userId, relationship: 'child', createdAt: new Date() },
    });
    const wish = { doctorId: mine.id, visitTypeId: instant, appointmentDateTime: at('10:00'), userId };
    const id = idIn(await api.post('/appointments', wish, guardian.token));
    const booked = await arrives(guardian.email, withEntry(id, 'REQUEST'));
    expect((await api.delete(`/me/dependants/${userId}`, guardian.token)).status).toBe(204);

    const goodbye = await arrives(guardian.email, withEntry(id, 'CANCEL'));
    expect(goodbye.mail.subject).toBe('An appointment is no longer yours to look after');
    expect(lineOf(goodbye, 'UID:')).toBe(lineOf(booked, 'UID:'));
    expect(sequenceOf(goodbye)).toBeGreaterThan(sequenceOf(booked));
    expect(goodbye.mail.text).not.toContain('Kim');
    expect(await inboxOf(guardian, id)).toEqual([]);

    expect((await move(id, { appointmentDateTime: at('15:00') }, desk)).status).toBe(200);
    await arrives(second.email, ({ mail: { subject } }) => subject === 'Appointment moved');
    expect(mail.to(guardian.email).filter(({ calendar }) => calendar.includes(`appointment-${id}@`))).toEqual(
      [booked, goodbye],
    );
    expect(mail.to(second.email).filter(withEntry(id, 'CANCEL'))).toEqual([]);
  });
});

/** A type that `mine` offers until it is taken away. */
async function aGivenUpType(): Promise<{ id: number; giveUp: () => Promise<unknown> }> {
  const { client } = database();
  const { id } = await aVisitType(database(), { durationMinutes: 20 });
  const offer = { doctorId: mine.id, visitTypeId: id };
  await client.doctorVisitType.create({ data: { ...offer, position: 9 } });
  return { id, giveUp: () => client.doctorVisitType.delete({ where: { doctorId_visitTypeId: offer } }) };
}

interface Calendar {
  readonly days: readonly { readonly slots: readonly { start: string; end: string; locationId: number }[] }[];
  readonly nextAvailable: string | null;
}

describe('where a visit could go', () => {
  const ask = (
    id: number,
    query: Readonly<Record<string, string | number>>,
    { token }: Account = patient,
  ): Promise<Answer> => {
    const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
    return api.get(`/appointments/${id}/availability?${asked.join('&')}`, token);
  };
  const on = (start: string) => ({ from: start.slice(0, 10), to: start.slice(0, 10) });
  const slotsIn = ({ body }: Answer) => (body as Calendar).days.flatMap(({ slots }) => slots);
  const startsIn = (answer: Answer) => slotsIn(answer).map(({ start }) => start);

  it('R7: is listed within a type that its doctor no longer offers, and each start can be had', async () => {
    const at = onNewDay();
    const { id: visitTypeId, giveUp } = await aGivenUpType();
    const id = await aConfirmedVisit(at('10:00'), visitTypeId);
    await aConfirmedVisit(at('12:00'), visitTypeId);
    await giveUp();

    const free = await ask(id, on(at('10:00')));
    expect(free.status).toBe(200);
    expect(slotsIn(free)).toContainEqual({
      start: at('10:20'),
      end: at('10:40'),
      locationId: mine.locationId,
    });
    // Its own time is free for it, the other visit's is not.
    expect(startsIn(free)).toContain(at('10:00'));
    expect(startsIn(free)).not.toContain(at('12:00'));
    expect((await move(id, { appointmentDateTime: at('10:20') })).status).toBe(200);
    const past = { from: dayFromNow(200), to: dayFromNow(200) };
    expect((await ask(id, past)).body).toMatchObject({ days: [{ slots: [] }], nextAvailable: null });
  });

  it('R7: is listed for the other types and doctors that are offered, and refused for the others', async () => {
    const at = onNewDay();
    const { id: visitTypeId, giveUp } = await aGivenUpType();
    const id = await aConfirmedVisit(at('10:00'), visitTypeId);
    await giveUp();
    const day = on(at('10:00'));

    const asOther = await ask(id, { ...day, visitTypeId: instant });
    expect(slotsIn(asOther)[0]).toMatchObject({ start: at('09:00'), end: at('10:00') });
    expect(startsIn(asOther)).toContain(at('10:00'));
    expect((await ask(id, { ...day, doctorId: theirs.id, visitTypeId: manual })).status).toBe(200);
    const refused = async (query: Readonly<Record<string, string | number>>) => {
      const answer = await ask(id, { ...day, ...query });
      return [answer.status, code(answer)];
    };
    const notOffered = [422, 'appointment.visit_type_not_offered'];
    expect(await refused({ doctorId: theirs.id })).toEqual(notOffered);
    expect(await refused({ visitTypeId: (await aVisitType(database())).id })).toEqual(notOffered);
    expect(await refused({ visitTypeId: 999_999_999 })).toEqual(notOffered);
    expect(await refused({ doctorId: 999_999_999 })).toEqual([404, 'doctor.not_found']);
    expect(await refused({ to: '2020-01-01' })).toEqual([422, 'request.invalid']);
  });

  it('R7: is told to those who may move it, and only as far as they may', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    const day = on(at('10:00'));
    const { id: locationId } = await database().client.location.create({
      data: { name: 'Elsewhere', timeZone: 'UTC' },
    });
    const away = await aDoctor(database(), { locationId, visitTypeIds: [manual] });
    for (const who of [patient, desk, one]) expect((await ask(id, day, who)).status).toBe(200);
    for (const who of [other, await aPerson()]) {
      const answer = await ask(id, day, who);
      expect([answer.status, code(answer)]).toEqual([404, 'appointment.not_found']);
    }
    expect((await ask(999_999_999, day)).status).toBe(404);
    expect(startsIn(await ask(id, { ...day, doctorId: away.id }, desk))).toEqual([]);
    expect(startsIn(await ask(id, { ...day, doctorId: away.id }, one))).toContain(at('10:00'));
    await api.post(`/appointments/${id}/cancel`, { reason: 'Ill' }, desk.token);
    expect(code(await ask(id, day))).toBe('appointment.wrong_status');
  });
});

describe('a move keeps to the rules of booking', () => {
  it('R7: a visit can be moved within a type that its doctor no longer offers, and by no one else (case 51)', async () => {
    const at = onNewDay();
    const { id: visitTypeId, giveUp } = await aGivenUpType();
    const id = await aConfirmedVisit(at('10:00'), visitTypeId);
    const taken = await aConfirmedVisit(at('12:00'), visitTypeId);
    await giveUp();

    const moved = await move(id, { appointmentDateTime: at('11:00') });
    expect([moved.status, fieldOf(moved, 'visitTypeId'), fieldOf(moved, 'endsAt')]).toEqual([
      200,
      visitTypeId,
      at('11:20'),
    ]);
    // All other rules hold, and a loss is explained as for any other visit.
    expect(code(await move(id, { appointmentDateTime: at('03:00') }))).toBe('appointment.outside_hours');
    expect(code(await move(id, { appointmentDateTime: at('12:00') }))).toBe('appointment.slot_taken');
    expect(code(await move(id, { doctorId: theirs.id }))).toBe('appointment.visit_type_not_offered');
    const anew = { doctorId: mine.id, visitTypeId, appointmentDateTime: at('15:00') };
    expect(code(await api.post('/appointments', anew, patient.token))).toBe(
      'appointment.visit_type_not_offered',
    );
    expect(fieldOf(await api.get(`/appointments/${taken}`, patient.token), 'version')).toBe(1);
  });

  it('R1: to the rule, with the same codes', async () => {
    const at = onNewDay();
    const id = await aConfirmedVisit(at('10:00'));
    const far = `${dayFromNow(300)}T10:00:00.000Z`;
    const { id: locationId } = await database().client.location.create({
      data: { name: 'Elsewhere', timeZone: 'UTC' },
    });
    const away = await aDoctor(database(), { locationId, visitTypeIds: [manual] });
    const refused = async (changes: object, by: Account = patient) => code(await move(id, changes, by));
    expect(await refused({ appointmentDateTime: at('03:00') })).toBe('appointment.outside_hours');
    expect(await refused({ appointmentDateTime: at('10:10') })).toBe('appointment.off_grid');
    expect(await refused({ appointmentDateTime: far })).toBe('appointment.beyond_horizon');
    expect(await refused({ visitTypeId: (await aVisitType(database())).id })).toBe(
      'appointment.visit_type_not_offered',
    );
    expect(await refused({ doctorId: away.id }, desk)).toBe('auth.elsewhere');
    // A doctor hands visits on to any colleague.
    expect(fieldOf(await move(id, { doctorId: away.id }, one), 'status')).toBe('confirmed');
  });
});
