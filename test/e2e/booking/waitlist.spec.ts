import { faultsOf } from '../../support/asyncapi.js';
import { aLocation, daily, letWork } from '../../support/clinic.js';
import { call } from '../../support/http.js';
import { eventually } from '../../support/wait.js';
import { type Api, fieldOf, listOf, nextOf } from '../support/api.js';
import { letExpire } from '../support/passing-time.js';
import { overlaps } from '../support/rows.js';
import {
  allLookedAt,
  aScarceDoctor,
  becomes,
  book,
  cancel,
  dayIn,
  type Entry,
  entryOf,
  join,
  offersOf,
  openWaitlistSite,
  outcome,
  type Person,
  slotIn,
  soon,
  type WaitlistSite,
} from './waitlist/site.js';

/* Patients who wait, and times that become free. */

const patience = 120_000;

let site: WaitlistSite;
let api: Api;
let giver: Person;
let first: Person;
let second: Person;
let days = 20;

beforeAll(async () => {
  site = await openWaitlistSite();
  ({ api } = site);
  [giver, first, second] = [await site.person(), await site.person(), await site.person()];
}, patience);

afterAll(() => site.close(), patience);

const appointment = (id: number) =>
  site.database.client.appointment.findUniqueOrThrow({ where: { id }, include: { history: true } });

/** The hold that an entry was offered last. */
async function holdOf(entryId: number): Promise<number> {
  const id = (await offersOf(site.database, entryId)).at(-1)?.appointmentId;
  if (id === undefined) throw new Error('Nothing was offered.');
  return id;
}

/** A doctor whose slot is given up while these patients wait, in the order in which they joined. */
async function givenUpFor(...people: Person[]): Promise<{ doctorId: number; at: string; entries: Entry[] }> {
  const doctorId = await aScarceDoctor(site);
  // Who has accepted one is busy then.
  days += 1;
  const at = slotIn(days);
  const id = await book(api, giver, doctorId, at);
  const entries: Entry[] = [];
  for (const person of people) entries.push(await join(api, person, { doctorId }));
  await cancel(api, giver, id);
  return { doctorId, at, entries };
}

it('offers a cancelled visit to the patient who has waited longest, holds it for that patient alone, and tells once', async () => {
  const { doctorId, at, entries } = await givenUpFor(first, second);
  const [mine, next] = entries as [Entry, Entry];
  const { offer } = await becomes(api, first, mine.id, 'offered');
  expect(offer).toMatchObject({ doctorId, appointmentDateTime: at });
  const left = Date.parse(offer?.expiresAt ?? '') - Date.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(30 * 60_000);
  await allLookedAt(site.database);
  expect((await entryOf(api, second, next.id)).status).toBe('waiting');
  const taken = await api.post('/appointments', { doctorId, appointmentDateTime: at }, second.token);
  expect(outcome(taken)).toEqual([409, 'appointment.slot_taken']);

  const holdId = await holdOf(mine.id);
  await eventually(
    () => {
      const [heard] = site.broker
        .messages()
        .filter(
          ({ routingKey, text }) => routingKey === 'waitlist.offered.v1' && text.includes(`:${mine.id},`),
        );
      expect(heard?.content).toMatchObject({
        data: { data: { waitlistEntryId: mine.id, appointmentId: holdId, version: 1, doctorId } },
      });
      expect(faultsOf('waitlist.offered.v1', heard?.content)).toEqual([]);
    },
    { within: 20_000 },
  );
  const link = `https://docket.clinic.example/app/waitlist/${mine.id}`;
  const offers = () => site.mail.to(first.email).filter(({ mail }) => mail.text?.includes(link) === true);
  await eventually(() => offers().length > 0, { within: 20_000 });
  const inbox = listOf(await api.get('/me/notifications', first.token));
  expect(inbox.filter(({ waitlistEntryId }) => waitlistEntryId === mine.id)).toEqual([
    expect.objectContaining({ type: 'waitlist.offered', title: 'An appointment has become free' }),
  ]);

  const accepted = await api.post(`/waitlist/${mine.id}/accept`, undefined, first.token, {
    'idempotency-key': 'accepted-once',
  });
  expect(accepted.status).toBe(200);
  expect(accepted.body).toMatchObject({ id: holdId, userId: first.id, appointmentDateTime: at, version: 2 });
  const again = await api.post(`/waitlist/${mine.id}/accept`, undefined, first.token, {
    'idempotency-key': 'accepted-once',
  });
  expect(again.text).toBe(accepted.text);
  expect(outcome(await api.post(`/waitlist/${mine.id}/accept`, undefined, first.token))).toEqual([
    409,
    'waitlist.not_offered',
  ]);
  const { username } = await site.database.client.user.findUniqueOrThrow({ where: { id: first.id } });
  expect(await entryOf(api, first, mine.id)).toMatchObject({
    patientName: username,
    status: 'booked',
    appointmentId: holdId,
    offer: null,
  });
  expect((await appointment(holdId)).history.map(({ toStatus }) => toStatus).sort()).toEqual([
    'confirmed',
    'held',
  ]);
  // The mail about the booking comes after what was to be sent before it.
  await eventually(
    () => site.mail.to(first.email).some(({ mail }) => mail.subject === 'Appointment booked'),
    { within: 20_000 },
  );
  expect(offers()).toHaveLength(1);
});

it('offers the time that a visit is moved away from', async () => {
  const doctorId = await aScarceDoctor(site);
  const id = await book(api, giver, doctorId, slotIn(4));
  const entry = await join(api, first, {
    specialization: 'cardiology',
    from: dayIn(4),
    to: dayIn(4),
  });
  const moved = await api.patch(`/appointments/${id}`, { appointmentDateTime: slotIn(9) }, giver.token);
  expect(moved.status).toBe(200);
  const { offer } = await becomes(api, first, entry.id, 'offered');
  expect(offer).toMatchObject({ doctorId, appointmentDateTime: slotIn(4) });
  expect((await api.delete(`/waitlist/${entry.id}`, first.token)).status).toBe(204);
  expect((await api.delete(`/waitlist/${entry.id}`, first.token)).status).toBe(204);
  expect((await entryOf(api, first, entry.id)).status).toBe('left');
  expect((await appointment(await holdOf(entry.id))).status).toBe('cancelled');
});

it('passes a declined time on to the next, and does not offer it twice to the same patient', async () => {
  const { at, entries } = await givenUpFor(first, second);
  const [mine, next] = entries as [Entry, Entry];
  await becomes(api, first, mine.id, 'offered');
  const declined = await api.post(`/waitlist/${mine.id}/decline`, undefined, first.token);
  expect([declined.status, fieldOf(declined, 'status')]).toEqual([200, 'waiting']);
  expect((await becomes(api, second, next.id, 'offered')).offer?.appointmentDateTime).toBe(at);
  expect((await api.post(`/waitlist/${next.id}/decline`, undefined, second.token)).status).toBe(200);
  await allLookedAt(site.database);
  expect((await entryOf(api, first, mine.id)).status).toBe('waiting');
  expect((await offersOf(site.database, mine.id)).map((each) => each.outcome)).toEqual(['declined']);
});

it('passes on a time without an answer, and gives up on a patient who does not answer three times', async () => {
  const { doctorId, entries } = await givenUpFor(first, second);
  const [mine, next] = entries as [Entry, Entry];
  await becomes(api, first, mine.id, 'offered');
  const lapsed = await holdOf(mine.id);
  await letExpire(site.database, lapsed);
  const late = await api.post(`/waitlist/${mine.id}/accept`, undefined, first.token);
  // Whichever is faster: the answer, or the request that puts the entry back.
  expect([
    [410, 'waitlist.offer_expired'],
    [409, 'waitlist.not_offered'],
  ]).toContainEqual(outcome(late));
  await becomes(api, second, next.id, 'offered');
  expect((await entryOf(api, first, mine.id)).status).toBe('waiting');
  expect((await api.delete(`/waitlist/${next.id}`, second.token)).status).toBe(204);

  for (const [day, status] of [
    [5, 'waiting'],
    [6, 'expired'],
  ] as const) {
    await cancel(api, giver, await book(api, giver, doctorId, slotIn(day)));
    await becomes(api, first, mine.id, 'offered');
    await letExpire(site.database, await holdOf(mine.id));
    await becomes(api, first, mine.id, status);
  }
  expect(await entryOf(api, first, mine.id)).toMatchObject({ endReason: 'offers_lapsed' });
  expect((await offersOf(site.database, mine.id)).map((each) => each.outcome)).toEqual([
    'lapsed',
    'lapsed',
    'lapsed',
  ]);
  expect((await appointment(lapsed)).history.map(({ reason }) => reason)).toContain('expired');
});

it('offers nothing that another patient books meanwhile, and looks again after what is only held', async () => {
  const { client } = site.database;
  const doctorId = await aScarceDoctor(site);
  const entry = await join(api, first, { doctorId });
  const at = slotIn(7);
  // The opening of a time that is booked again by the time that the scheduler looks at it.
  await book(api, second, doctorId, at);
  const opening = { doctorId, startsAt: new Date(at), endsAt: new Date(Date.parse(at) + 1_800_000) };
  await client.waitlistOpening.create({ data: { ...opening, availableAt: new Date() } });
  await allLookedAt(site.database);
  expect((await entryOf(api, first, entry.id)).status).toBe('waiting');

  const held = await api.post(
    '/appointments/holds',
    { doctorId, appointmentDateTime: slotIn(8) },
    second.token,
  );
  const expiresAt = fieldOf(held, 'expiresAt') as string;
  const [startsAt, endsAt] = [new Date(slotIn(8)), new Date(Date.parse(slotIn(8)) + 1_800_000)];
  const { id } = await client.waitlistOpening.create({
    data: { doctorId, startsAt, endsAt, availableAt: new Date() },
  });
  await eventually(async () => {
    const { availableAt } = await client.waitlistOpening.findUniqueOrThrow({ where: { id } });
    expect(availableAt.toISOString()).toBe(expiresAt);
  });
  await letExpire(site.database, fieldOf(held, 'id') as number);
  await client.waitlistOpening.update({ where: { id }, data: { availableAt: new Date() } });
  expect((await becomes(api, first, entry.id, 'offered')).offer?.appointmentDateTime).toBe(slotIn(8));
});

it('makes one offer of each time, however many patients wait and processes look', async () => {
  const { client } = site.database;
  const people = [first, second, await site.person(), await site.person()];
  const doctorId = await aScarceDoctor(site);
  const dates = [11, 12, 13];
  const visits: number[] = [];
  for (const day of dates) visits.push(await book(api, giver, doctorId, slotIn(day)));
  const entries: Entry[] = [];
  for (const person of people) entries.push(await join(api, person, { doctorId }));
  await Promise.all(visits.map((id, turn) => cancel(site.apis[turn % 2] ?? api, giver, id)));
  // And again, as if every gateway had heard of it on its own.
  const openings = [...dates, ...dates, ...dates].map((day) => ({
    doctorId,
    startsAt: new Date(slotIn(day)),
    endsAt: new Date(Date.parse(slotIn(day)) + 1_800_000),
    availableAt: new Date(),
  }));
  await client.waitlistOpening.createMany({ data: openings });
  await allLookedAt(site.database);
  const held = await client.appointment.findMany({ where: { doctorId, status: 'held' } });
  expect(held.map((each) => each.appointmentDateTime.toISOString()).sort()).toEqual(dates.map(slotIn));
  expect(new Set(held.map(({ userId }) => userId)).size).toBe(dates.length);
  const all = await Promise.all(entries.map(({ id }, index) => entryOf(api, people[index] ?? first, id)));
  expect(all.map(({ status }) => status)).toEqual(['offered', 'offered', 'offered', 'waiting']);
  for (const { id } of entries) expect((await offersOf(site.database, id)).length).toBeLessThan(2);
});

it('books an offer once, however many answer at the same time', async () => {
  const { entries } = await givenUpFor(first);
  const [{ id }] = entries as [Entry];
  await becomes(api, first, id, 'offered');
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, turn) =>
      (site.apis[turn % 2] ?? api).post(
        `/waitlist/${id}/${turn < 6 ? 'accept' : 'decline'}`,
        undefined,
        first.token,
      ),
    ),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const lost of answers.filter((answer) => answer !== won[0]))
    expect(outcome(lost)).toEqual([409, 'waitlist.not_offered']);
  expect(await offersOf(site.database, id)).toHaveLength(1);
  expect((await overlaps(site.database)).ofDoctors).toBe(0);
});

it('skips a patient who has another visit at that time', async () => {
  const at = slotIn(3);
  const doctorId = await aScarceDoctor(site);
  const busy = await site.person();
  const id = await book(api, giver, doctorId, at);
  const theirs = await join(api, busy, { doctorId });
  const mine = await join(api, second, { doctorId, from: at.slice(0, 10), to: at.slice(0, 10) });
  await book(api, busy, await aScarceDoctor(site), at);
  await cancel(api, giver, id);
  await becomes(api, second, mine.id, 'offered');
  expect((await entryOf(api, busy, theirs.id)).status).toBe('waiting');
});

it('offers no patient a time that the patient gave up, nor what they do not wait for', async () => {
  const doctorId = await aScarceDoctor(site);
  const id = await book(api, giver, doctorId, slotIn(5));
  const own = await join(api, giver, { doctorId });
  const other = await join(api, first, { doctorId: await aScarceDoctor(site) });
  const laterOn = await join(api, first, { doctorId, from: dayIn(6), to: dayIn(20) });
  const { id: locationId } = await aLocation(site.database);
  await aScarceDoctor(site, { locationId, specialization: 'Cardiology' });
  const elsewhere = await join(api, first, { specialization: 'Cardiology', locationId });
  await cancel(api, giver, id);
  await allLookedAt(site.database);
  expect((await entryOf(api, giver, own.id)).status).toBe('waiting');
  for (const entry of [other, laterOn, elsewhere])
    expect((await entryOf(api, first, entry.id)).status).toBe('waiting');
});

it('lets a guardian wait and answer for a dependant, and no other user', async () => {
  const guardian = await site.person();
  const added = await api.post('/me/dependants', { name: 'Robin', relationship: 'child' }, guardian.token);
  const userId = fieldOf(added, 'userId') as number;
  const doctorId = await aScarceDoctor(site);
  const id = await book(api, giver, doctorId, slotIn(3));
  const stranger = await api.post('/waitlist', { ...soon, doctorId, userId }, second.token);
  expect(outcome(stranger)).toEqual([403, 'appointment.not_for_others']);
  const entry = await join(api, guardian, { doctorId, userId });
  await cancel(api, giver, id);
  await becomes(api, guardian, entry.id, 'offered');
  await eventually(() => site.mail.to(guardian.email).length > 0, { within: 20_000 });
  for (const step of ['accept', 'decline']) {
    const foreign = await api.post(`/waitlist/${entry.id}/${step}`, undefined, second.token);
    expect(outcome(foreign)).toEqual([404, 'waitlist.not_found']);
  }
  const missing = await api.get('/waitlist/2147483647', second.token);
  const foreign = await api.get(`/waitlist/${entry.id}`, second.token);
  expect(foreign.status).toBe(404);
  expect({ ...(foreign.body as object), requestId: '' }).toEqual({
    ...(missing.body as object),
    requestId: '',
  });
  const accepted = await api.post(`/waitlist/${entry.id}/accept`, undefined, guardian.token);
  expect([accepted.status, fieldOf(accepted, 'userId')]).toEqual([200, userId]);
});

it('keeps what it offers out of reach of what ends and books holds', async () => {
  const { entries, doctorId, at } = await givenUpFor(first);
  const [{ id }] = entries as [Entry];
  await becomes(api, first, id, 'offered');
  const holdId = await holdOf(id);
  const path = `/appointments/holds/${holdId}`;
  expect((await api.delete(path, first.token)).status).toBe(404);
  expect((await api.post(`${path}/extend`, undefined, first.token)).status).toBe(404);
  const order = { doctorId, appointmentDateTime: at, holdId };
  expect((await api.post('/appointments', order, first.token)).status).toBe(404);
  expect((await api.delete(`/waitlist/${id}`, first.token)).status).toBe(204);
});

describe('the front desk', () => {
  let desk: Person;
  let elsewhere: Person;

  beforeAll(async () => {
    desk = await site.person('staff');
    elsewhere = await site.person('staff');
    await site.database.client.staffLocation.deleteMany({ where: { userId: elsewhere.id } });
    await letWork(site.database, elsewhere.id, (await aLocation(site.database)).id);
  });

  it('lists who waits where it works, by doctor and status, a page at a time', async () => {
    const doctorId = await aScarceDoctor(site);
    const ids: number[] = [];
    for (const person of [first, second]) ids.push((await join(api, person, { doctorId })).id);
    const path = `/waitlist?doctorId=${doctorId}&status=waiting&limit=1`;
    const page = await api.get(path, desk.token);
    expect(listOf(page).map(({ id }) => id)).toEqual([ids[0]]);
    const rest = await call('GET', `${site.url}${nextOf(page) ?? ''}`, { token: desk.token });
    expect(listOf(rest).map(({ id }) => id)).toEqual([ids[1]]);
    expect(nextOf(rest)).toBeUndefined();
    expect(listOf(await api.get(path, first.token)).map(({ id }) => id)).toEqual([ids[0]]);
    expect(listOf(await api.get(path, elsewhere.token))).toEqual([]);
  });

  it('offers a time by hand and answers for a patient, where it works', async () => {
    const doctorId = await aScarceDoctor(site);
    const { id } = await join(api, first, { doctorId });
    const offer = { doctorId, appointmentDateTime: slotIn(5) };
    expect((await api.post(`/waitlist/${id}/offer`, offer, first.token)).status).toBe(403);
    for (const step of ['offer', 'accept', 'decline']) {
      const answer = await api.post(
        `/waitlist/${id}/${step}`,
        step === 'offer' ? offer : undefined,
        elsewhere.token,
      );
      expect(outcome(answer)).toEqual([404, 'waitlist.not_found']);
    }
    expect((await api.delete(`/waitlist/${id}`, elsewhere.token)).status).toBe(404);
    const off = await api.post(
      `/waitlist/${id}/offer`,
      { doctorId, appointmentDateTime: slotIn(5).replace('10:00', '10:10') },
      desk.token,
    );
    expect(outcome(off)).toEqual([422, 'appointment.outside_hours']);
    const made = await api.post(`/waitlist/${id}/offer`, offer, desk.token);
    expect([made.status, (made.body as Entry).offer?.appointmentDateTime]).toEqual([200, slotIn(5)]);
    expect(outcome(await api.post(`/waitlist/${id}/offer`, offer, desk.token))).toEqual([
      409,
      'waitlist.not_waiting',
    ]);
    const next = await join(api, second, { doctorId });
    const taken = await api.post(`/waitlist/${next.id}/offer`, offer, desk.token);
    expect(outcome(taken)).toEqual([409, 'appointment.slot_taken']);
    const accepted = await api.post(`/waitlist/${id}/accept`, undefined, desk.token);
    expect([accepted.status, fieldOf(accepted, 'userId')]).toEqual([200, first.id]);
    const audit = await site.database.client.auditEntry.findMany({
      where: { actorId: desk.id, subjectId: first.id },
    });
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['POST /waitlist/:id/offer', 'POST /waitlist/:id/accept']),
    );
  });

  it('puts patients on the list of where it works only', async () => {
    const doctorId = await aScarceDoctor(site);
    const wish = { ...soon, doctorId, userId: first.id };
    expect(outcome(await api.post('/waitlist', wish, elsewhere.token))).toEqual([403, 'auth.elsewhere']);
    expect((await api.post('/waitlist', wish, desk.token)).status).toBe(201);
  });
});

it.each([
  ['neither doctor nor specialization', () => ({}), 422, 'request.invalid'],
  ['both', (doctorId: number) => ({ doctorId, specialization: 'x' }), 422, 'request.invalid'],
  [
    'dates that run backwards',
    (doctorId: number) => ({ doctorId, from: dayIn(9), to: dayIn(8) }),
    422,
    'request.invalid',
  ],
  [
    'dates that have passed',
    (doctorId: number) => ({ doctorId, from: dayIn(-9), to: dayIn(-2) }),
    422,
    'request.invalid',
  ],
  ['too many dates', (doctorId: number) => ({ doctorId, to: dayIn(93) }), 422, 'request.invalid'],
  ['no such doctor', () => ({ doctorId: 2147483647 }), 404, 'doctor.not_found'],
  ['no such specialization', () => ({ specialization: 'Alchemy' }), 422, 'appointment.no_such_doctors'],
  [
    'another location',
    (doctorId: number) => ({ doctorId, locationId: 2147483647 }),
    422,
    'appointment.no_such_doctors',
  ],
  [
    'another visit type',
    (doctorId: number) => ({ doctorId, visitTypeId: 2147483647 }),
    422,
    'appointment.visit_type_not_offered',
  ],
] as const)('no patient waits for %s', async (_what, wish, status, code) => {
  const doctorId = await aScarceDoctor(site, { schedule: daily('10:00', '10:30') });
  const answer = await api.post('/waitlist', { ...soon, ...wish(doctorId) }, first.token);
  expect(outcome(answer)).toEqual([status, code]);
});

it('waits no longer than for the last date, wherever that ends last', async () => {
  const { client } = site.database;
  const { id } = await join(api, first, { doctorId: await aScarceDoctor(site) });
  await client.waitlistEntry.update({
    where: { id },
    data: { from: new Date(dayIn(-9)), to: new Date(dayIn(-2)) },
  });
  expect(await becomes(api, first, id, 'expired')).toMatchObject({ endReason: 'dates_passed' });
  expect(outcome(await api.delete(`/waitlist/${id}`, first.token))).toEqual([409, 'waitlist.over']);
});

describe('R8: what retires', () => {
  const day = dayIn(30);
  const whole = { from: day, to: dayIn(40) };
  const data = { retiresOn: new Date(day) };
  const patientOf = async (): Promise<Person> => site.person();

  it('is not waited for on its date or later: the entry ends, and its patient is told', async () => {
    const admin = await site.person('admin');
    const patient = await patientOf();
    const doctorId = await aScarceDoctor(site, { name: 'Dr. Going', specialization: 'Going' });
    const late = await join(api, patient, { doctorId, ...whole });
    const sooner = await join(api, patient, { doctorId });
    const anyone = await join(api, patient, { specialization: 'Going', ...whole });
    expect((await api.put(`/doctors/${doctorId}/retirement`, { on: day }, admin.token)).status).toBe(200);

    const ended = await becomes(api, patient, late.id, 'expired');
    expect(ended).toMatchObject({ endReason: 'retired', endedAt: expect.any(String) as string });
    expect((await entryOf(api, patient, sooner.id)).status).toBe('waiting');
    expect((await entryOf(api, patient, anyone.id)).status).toBe('waiting');
    await eventually(() => site.mail.to(patient.email).length > 0, { within: 20_000 });
    const [told] = site.mail.to(patient.email);
    expect(told?.mail.subject).toBe('You are no longer on a waitlist');
    expect(told?.mail.text).toContain('Dr. Going');
    expect(told?.mail.text).toContain(`https://docket.clinic.example/app/waitlist/${late.id}`);
    expect(listOf(await api.get('/me/notifications', patient.token))).toEqual([
      expect.objectContaining({ type: 'waitlist.ended', appointmentId: null, waitlistEntryId: late.id }),
    ]);
    const heard = site.broker.messages().filter(({ routingKey }) => routingKey === 'waitlist.ended.v1');
    expect(heard.map(({ content }) => content)).toMatchObject([
      { data: { data: { waitlistEntryId: late.id } } },
    ]);
    expect(faultsOf('waitlist.ended.v1', heard[0]?.content)).toEqual([]);

    // The day comes.
    const on = { data: { retiresOn: new Date(dayIn(-2)) }, where: { id: doctorId } };
    await site.database.client.doctor.update(on);
    expect(await becomes(api, patient, sooner.id, 'expired')).toMatchObject({ endReason: 'retired' });
    expect((await entryOf(api, patient, anyone.id)).status).toBe('waiting');
    expect((await api.delete(`/doctors/${doctorId}/retirement`, admin.token)).status).toBe(204);
    expect((await entryOf(api, patient, late.id)).status).toBe('expired');
    expect((await join(api, patient, { doctorId, ...whole })).status).toBe('waiting');
  });

  it('is offered to no one on its date or later: neither a time that is given up there, nor one by the front desk', async () => {
    const patient = await patientOf();
    const desk = await site.person('staff');
    const doctorId = await aScarceDoctor(site);
    const [before, after] = [slotIn(28), slotIn(32)];
    const visits = [await book(api, giver, doctorId, after), await book(api, giver, doctorId, before)];
    await site.database.client.doctor.update({ where: { id: doctorId }, data });
    const { id } = await join(api, patient, { doctorId });
    await cancel(api, giver, visits[0] ?? 0);
    await allLookedAt(site.database);
    expect(await offersOf(site.database, id)).toEqual([]);
    const offer = { doctorId, appointmentDateTime: after };
    expect(outcome(await api.post(`/waitlist/${id}/offer`, offer, desk.token))).toEqual([
      422,
      'appointment.retired',
    ]);
    // What is given up before the date is.
    await cancel(api, giver, visits[1] ?? 0);
    const offered = await becomes(api, patient, id, 'offered');
    expect(offered.offer).toMatchObject({ appointmentDateTime: before });
  });

  it.each(['location', 'visit type'] as const)('is not waited for when it is a %s', async (kind) => {
    const { client } = site.database;
    const patient = await patientOf();
    const doctor = await client.doctor.findUniqueOrThrow({
      where: { id: await aScarceDoctor(site) },
      include: { visitTypes: true },
    });
    const { locationId, specialization } = doctor;
    const visitTypeId = doctor.visitTypes[0]?.visitTypeId ?? 0;
    const [wish, other] =
      kind === 'location' ? [{ locationId }, { visitTypeId }] : [{ visitTypeId }, { locationId }];
    const named = await join(api, patient, { specialization, ...wish, ...whole });
    const unnamed = await join(api, patient, { doctorId: doctor.id, ...other, ...whole });
    if (kind === 'location') await client.location.update({ where: { id: locationId }, data });
    else await client.visitType.update({ where: { id: visitTypeId }, data });
    expect(await becomes(api, patient, named.id, 'expired')).toMatchObject({ endReason: 'retired' });
    expect((await entryOf(api, patient, unnamed.id)).status).toBe('waiting');
    const back = { data: { retiresOn: null } };
    await client.location.update({ where: { id: locationId }, ...back });
    await client.visitType.update({ where: { id: visitTypeId }, ...back });
  });
});

it('is in the export of a patient, and ends with the account', async () => {
  const leaver = await site.person();
  const { id } = await join(api, leaver, { doctorId: await aScarceDoctor(site) });
  const record = await api.get('/me/export', leaver.token);
  expect(fieldOf(record, 'waitlist')).toEqual([
    expect.objectContaining({ id, status: 'waiting', offers: [] }),
  ]);
  const erased = await api.post('/me/erasure', { password: 'a long enough password' }, leaver.token);
  expect(erased.status).toBe(204);
  const entry = await site.database.client.waitlistEntry.findUniqueOrThrow({ where: { id } });
  expect(entry.status).toBe('left');
});

it('counts what becomes of offers', async () => {
  const texts = await Promise.all(site.apis.map(async (each) => (await each.get('/metrics')).text));
  const count = (result: string): number =>
    texts
      .map((text) =>
        Number(
          new RegExp(`docket_waitlist_offers_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
        ),
      )
      .reduce((sum, each) => sum + each, 0);
  for (const kind of ['accepted', 'declined', 'lapsed'] as const)
    expect([kind, count(kind)]).toEqual([
      kind,
      await site.database.client.waitlistOffer.count({ where: { outcome: kind } }),
    ]);
  expect(count('made')).toBe(await site.database.client.waitlistOffer.count());
  expect(texts[0]).toContain('docket_waitlist_waiting ');
});
