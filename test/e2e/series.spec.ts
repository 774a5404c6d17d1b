import { randomUUID } from 'node:crypto';
import { aUser, letWork } from '../support/clinic.js';
import { type Answer, call } from '../support/http.js';
import { fieldOf, listOf } from './support/api.js';
import { allArrive, ledger } from './support/rows.js';
import {
  aDoctorForSeries,
  bookSeries,
  conflictsIn,
  seriesIn,
  type SeriesWish,
  startsIn,
  timeZone,
  traces,
  weekFromNow,
  weeksFrom,
} from './support/series.js';
import { type Account, book, idIn, signIn } from './support/site.js';
import { type Clinic, openClinic } from './support/two-gateways.js';

let clinic: Clinic;
let gateway: string;
let patient: Account;
let other: Account;
let desk: Account;
let doctorId: number;

beforeAll(async () => {
  clinic = await openClinic(2);
  gateway = clinic.gateway(0);
  [patient, other = patient] = clinic.people;
  desk = await signIn(gateway, await aUser(clinic.database, { role: 'staff' }));
}, 180_000);

afterAll(() => clinic.close());

beforeEach(async () => {
  await clinic.forgetVisits();
  const { id, locationId } = await aDoctorForSeries(clinic.database);
  doctorId = id;
  await letWork(clinic.database, desk.id, locationId);
});

// A message that is still on its way would be counted by the next test.
afterEach(async () => {
  await allArrive(clinic.database, (await ledger(clinic.database)).events);
});

const weekly = (count: number, more: Partial<SeriesWish> = {}): SeriesWish => ({
  doctorId,
  appointmentDateTime: weekFromNow(1),
  recurrence: { frequency: 'weekly', count },
  ...more,
});

const ask = (wish: object, account = patient): Promise<Answer> => bookSeries(gateway, account, wish);
const code = (answer: Answer): unknown => fieldOf(answer, 'code');

const allTakeNote = (events: number): Promise<void> => allArrive(clinic.database, events);

it('is ordinary appointments that have their series in common', async () => {
  const answer = await ask(weekly(3, { appointmentDateTime: weekFromNow(1, '09:30') }));
  expect(answer.status).toBe(201);
  const { seriesId, appointments } = seriesIn(answer);
  expect(startsIn(answer)).toEqual(weeksFrom(1, 3, '09:30'));
  for (const visit of appointments) {
    expect(visit).toMatchObject({
      userId: patient.id,
      doctorId,
      timeZone,
      seriesId,
      status: 'confirmed',
      version: 1,
    });
    const found = await call('GET', `${gateway}/appointments/${visit.id}`, { token: patient.token });
    expect(found.body).toEqual(visit);
    const past = await call('GET', `${gateway}/appointments/${visit.id}/history`, { token: patient.token });
    expect(past.body).toMatchObject([
      { version: 1, fromStatus: null, toStatus: 'confirmed', actorId: patient.id },
    ]);
  }
  await allTakeNote(3);
});

it('is found by its id, by those who may see it', async () => {
  const { seriesId, appointments } = seriesIn(await ask(weekly(2)));
  await ask(weekly(2, { appointmentDateTime: weekFromNow(1, '12:00') }));
  const list = ({ token }: Account): Promise<Answer> =>
    call('GET', `${gateway}/appointments?seriesId=${seriesId}`, { token });
  for (const account of [patient, desk]) expect((await list(account)).body).toEqual(appointments);
  expect(listOf(await list(other))).toEqual([]);
});

it('keeps the time on the clock when the clock changes', async () => {
  // Summer time lasts 31 weeks, winter time less, so that as many weeks always see a change.
  const answer = await ask(weekly(32));
  expect(answer.status).toBe(201);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' });
  expect(new Set(startsIn(answer).map((start) => clock.format(Date.parse(start))))).toEqual(
    new Set(['10:00']),
  );
  expect(new Set(startsIn(answer).map((start) => start.slice(11))).size).toBe(2);
});

it('repeats every few weeks, or by the weekday of the month', async () => {
  const fortnightly = await ask(weekly(3, { recurrence: { frequency: 'weekly', interval: 2, count: 3 } }));
  expect(startsIn(fortnightly)).toEqual([1, 3, 5].map((week) => weekFromNow(week)));
  const monthly = await ask(
    weekly(4, {
      appointmentDateTime: weekFromNow(1, '12:00'),
      recurrence: { frequency: 'monthly', count: 4 },
    }),
  );
  const dates = startsIn(monthly).map((start) => new Date(start));
  const [first = new Date()] = dates;
  expect(new Set(dates.map((date) => date.getUTCDay()))).toEqual(new Set([first.getUTCDay()]));
  const months = (date: Date): number =>
    date.getUTCFullYear() * 12 + date.getUTCMonth() - first.getUTCMonth();
  expect(dates.map((date) => months(date) - months(first))).toEqual([0, 1, 2, 3]);
});

describe('with a conflict', () => {
  it('39: at occurrence 17 is reported: all or nothing, or an explicit partial list', async () => {
    await book(gateway, other, { doctorId, appointmentDateTime: weekFromNow(17) });
    const before = await traces(clinic.database);
    const refused = await ask(weekly(20));
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'series.conflicts',
        conflicts: [
          {
            occurrence: 17,
            appointmentDateTime: weekFromNow(17),
            code: 'taken',
            message: 'The time is taken.',
          },
        ],
      },
    });
    expect(await traces(clinic.database)).toEqual(before);
    const booked = await ask(weekly(20, { skip: [17] }));
    expect(booked.status).toBe(201);
    expect(startsIn(booked)).toEqual(weeksFrom(1, 20).filter((start) => start !== weekFromNow(17)));
    await allTakeNote(20);
  });

  it('names all of them at once, those of the patient as well', async () => {
    const elsewhere = await aDoctorForSeries(clinic.database);
    await book(gateway, patient, { doctorId: elsewhere.id, appointmentDateTime: weekFromNow(2) });
    await book(gateway, other, { doctorId, appointmentDateTime: weekFromNow(4) });
    const date = new Date(weekFromNow(3).slice(0, 10));
    await clinic.database.client.scheduleException.create({ data: { doctorId, date, kind: 'closed' } });
    const before = await traces(clinic.database);
    const refused = await ask(weekly(5));
    expect(refused.status).toBe(409);
    expect(conflictsIn(refused)).toEqual(['2 patient_busy', '3 closed', '4 taken']);
    expect(await traces(clinic.database)).toEqual(before);
    expect(startsIn(await ask(weekly(5, { skip: [2, 3, 4] })))).toEqual([weekFromNow(1), weekFromNow(5)]);
  });

  it('with the rules alone is wrong input', async () => {
    const refused = await ask(weekly(3, { appointmentDateTime: weekFromNow(1, '10:10') }));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'series.conflicts', errors: [{ pointer: '/recurrence' }] },
    });
    expect(conflictsIn(refused)).toEqual(['1 off_grid', '2 off_grid', '3 off_grid']);
  });

  it('with the horizon reaches no further than a single visit does', async () => {
    const near = await aDoctorForSeries(clinic.database, { horizonDays: 21 });
    const refused = await ask(weekly(5, { doctorId: near.id }));
    expect(refused.status).toBe(422);
    expect(conflictsIn(refused)).toEqual(['4 beyond_horizon', '5 beyond_horizon']);
    expect((await ask(weekly(5, { doctorId: near.id, skip: [4, 5] }))).status).toBe(201);
  });

  it('is in the way of no hold that has expired, but of one that stands', async () => {
    const { client } = clinic.database;
    const hold = await call('POST', `${gateway}/appointments/holds`, {
      token: other.token,
      body: { doctorId, appointmentDateTime: weekFromNow(2) },
    });
    expect(conflictsIn(await ask(weekly(3)))).toEqual(['2 taken']);
    await client.appointment.update({
      where: { id: idIn(hold) },
      data: { holdExpiresAt: new Date(Date.now() - 1) },
    });
    expect((await ask(weekly(3))).status).toBe(201);
    expect(await client.appointment.findUnique({ where: { id: idIn(hold) } })).toMatchObject({
      status: 'cancelled',
    });
    expect(
      await client.appointmentHistory.findMany({ where: { appointmentId: idIn(hold), version: 2 } }),
    ).toMatchObject([{ fromStatus: 'held', toStatus: 'cancelled', reason: 'expired' }]);
  });
});

describe('staff', () => {
  it('book for a patient', async () => {
    const answer = await ask({ ...weekly(2), userId: patient.id, reason: 'Physiotherapy' }, desk);
    expect(answer.status).toBe(201);
    for (const visit of seriesIn(answer).appointments)
      expect(visit).toMatchObject({ userId: patient.id, reason: 'Physiotherapy' });
    const rows = await clinic.database.client.appointment.findMany();
    expect(new Set(rows.map(({ createdById }) => createdById))).toEqual(new Set([desk.id]));
  });
});

describe('called off', () => {
  const cancel = (seriesId: string, account = patient): Promise<Answer> =>
    call('POST', `${gateway}/appointments/series/${seriesId}/cancel`, {
      token: account.token,
      body: { reason: 'I move away' },
    });

  it('loses the visits that can still be cancelled, once, and names the others', async () => {
    const strict = await aDoctorForSeries(clinic.database, { cancelCutoffMinutes: 10 * 24 * 60 });
    const { seriesId, appointments } = seriesIn(await ask(weekly(5, { doctorId: strict.id })));
    const [soon, over, ...rest] = appointments;
    const overId = over?.id ?? 0;
    const past = {
      appointmentDateTime: new Date(Date.now() - 7_200_000),
      endsAt: new Date(Date.now() - 3_600_000),
    };
    await clinic.database.client.appointment.update({
      where: { id: overId },
      data: { ...past, busyFrom: past.appointmentDateTime, busyTo: past.endsAt },
    });
    const first = await cancel(seriesId);
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      cancelled: rest.map(({ id }) => ({ id, status: 'cancelled', version: 2 })),
      left: [{ id: soon?.id, userId: patient.id, code: 'appointment.cancel_too_late' }],
    });
    expect((await cancel(seriesId)).body).toEqual(first.body);
    await allTakeNote(8);
    // Staff may pass the cut-off; what is over stays.
    const byStaff = await cancel(seriesId, desk);
    expect(byStaff.body).toMatchObject({
      cancelled: [soon, ...rest].map((visit) => ({ id: visit?.id })),
      left: [],
    });
    const { client } = clinic.database;
    expect(await client.appointment.findMany({ where: { status: { not: 'cancelled' } } })).toMatchObject([
      { id: overId },
    ]);
    const reasons = await client.appointmentHistory.findMany({ where: { toStatus: 'cancelled' } });
    expect(reasons.map(({ actorId, reason }) => [actorId, reason])).toEqual([
      ...rest.map(() => [patient.id, 'I move away']),
      [desk.id, 'I move away'],
    ]);
    await allTakeNote(9);
  });

  it('by anybody else is not found, like a series that does not exist', async () => {
    const { seriesId } = seriesIn(await ask(weekly(2)));
    const before = await traces(clinic.database);
    for (const [id, account] of [
      [seriesId, other],
      [randomUUID(), patient],
      ['1', patient],
    ] as const) {
      const answer = await cancel(id, account);
      expect([answer.status, code(answer)]).toEqual([404, 'series.not_found']);
    }
    expect(await traces(clinic.database)).toEqual(before);
  });
});
