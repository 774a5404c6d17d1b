import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { aUser, letWork } from '../../support/clinic.js';
import { type Answer, call } from '../../support/http.js';
import { fieldOf, listOf } from '../support/api.js';
import { allArrive, ledger } from '../support/rows.js';
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
} from '../support/series.js';
import { type Account, book, idIn, signIn } from '../support/site.js';
import { type Clinic, openClinic } from '../support/two-gateways.js';

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

it('is found by its id, by its patient, doctor and staff', async () => {
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

  it('by another patient is not found, like a series that does not exist', async () => {
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

describe('R26b: this and all that follow', () => {
  interface Previewed {
    readonly appointment: { readonly id: number };
    readonly appointmentDateTime: string;
    readonly status: string | null;
    readonly conflict: { readonly code: string } | null;
  }

  const follow = (id: number, changes: object, account = patient, headers = {}): Promise<Answer> =>
    call('POST', `${gateway}/appointments/${id}/move-following`, {
      token: account.token,
      body: changes,
      headers,
    });
  const preview = (id: number, changes: object, account = patient): Promise<Answer> =>
    call('POST', `${gateway}/appointments/${id}/move-following/preview`, {
      token: account.token,
      body: changes,
    });
  const previewedIn = ({ body }: Answer): string[] =>
    (body as { moves: Previewed[] }).moves.map(
      ({ appointmentDateTime, conflict }) => `${appointmentDateTime} ${conflict?.code ?? 'moves'}`,
    );
  const movedIn = ({ body }: Answer) =>
    (body as { moved: { id: number; appointmentDateTime: string }[] }).moved;
  const startsNow = async (): Promise<string[]> => {
    const rows = await clinic.database.client.appointment.findMany({
      where: { seriesId: { not: null } },
      orderBy: { appointmentDateTime: 'asc' },
    });
    return rows.map(({ appointmentDateTime }) => appointmentDateTime.toISOString());
  };
  const aSeries = async (count: number, more: Partial<SeriesWish> = {}): Promise<number[]> => {
    const booked = await ask(weekly(count, more));
    expect(booked.status).toBe(201);
    return seriesIn(booked).appointments.map(({ id }) => id);
  };
  /** The same hour a day later, by the clock on the wall. */
  const dayAfter = (week: number, time: string): string =>
    Temporal.Instant.from(weekFromNow(week))
      .toZonedDateTimeISO(timeZone)
      .add({ days: 1 })
      .withPlainTime(time)
      .toInstant()
      .toString({ fractionalSecondDigits: 3 });

  it('go to another weekday and hour: as many days, the same time on the clock, across a change of the clock', async () => {
    const ids = await aSeries(32);
    const second = ids[1] ?? 0;
    const wish = { appointmentDateTime: dayAfter(2, '11:30'), changeReason: 'a new timetable' };
    const wanted = Array.from({ length: 31 }, (_, index) => dayAfter(index + 2, '11:30'));
    const before = await traces(clinic.database);
    expect(previewedIn(await preview(second, wish))).toEqual(wanted.map((start) => `${start} moves`));
    expect(await traces(clinic.database)).toEqual(before);
    const answer = await follow(second, wish);
    expect(answer.status).toBe(200);
    expect(movedIn(answer).map(({ appointmentDateTime }) => appointmentDateTime)).toEqual(wanted);
    expect(movedIn(answer).map(({ id }) => id)).toEqual(ids.slice(1));
    expect(await startsNow()).toEqual([weekFromNow(1), ...wanted]);
    expect(await clinic.database.client.appointmentHistory.findMany({ where: { version: 2 } })).toMatchObject(
      ids.slice(1).map(() => ({
        fromStatus: 'confirmed',
        toStatus: 'confirmed',
        actorId: patient.id,
        reason: 'a new timetable',
      })),
    );
    await allTakeNote(32 + 31);
  });

  it('may take the times that the others leave, forwards and backwards', async () => {
    const [first = 0] = await aSeries(4);
    expect((await follow(first, { appointmentDateTime: weekFromNow(2) })).status).toBe(200);
    expect(await startsNow()).toEqual(weeksFrom(2, 4));
    expect((await follow(first, { appointmentDateTime: weekFromNow(1) })).status).toBe(200);
    expect(await startsNow()).toEqual(weeksFrom(1, 4));
    // One that stays is in the way of the others.
    const [, , third = 0] = await clinic.database.client.appointment
      .findMany({ orderBy: { appointmentDateTime: 'asc' } })
      .then((rows) => rows.map(({ id }) => id));
    const answer = await follow(first, { appointmentDateTime: weekFromNow(2), skip: [third] });
    expect([answer.status, code(answer)]).toEqual([409, 'series.conflicts']);
    expect(answer.body).toMatchObject({
      conflicts: [{ appointmentDateTime: weekFromNow(3), code: 'appointment.slot_taken' }],
    });
  });

  it('are moved all or none, or but for those that stay; the preview names what stands against each', async () => {
    const elsewhere = await aDoctorForSeries(clinic.database);
    const ids = await aSeries(5);
    const [first = 0, second = 0, third = 0, fourth = 0] = ids;
    await book(gateway, other, { doctorId, appointmentDateTime: weekFromNow(2, '12:00') });
    await book(gateway, patient, { doctorId: elsewhere.id, appointmentDateTime: weekFromNow(4, '12:00') });
    const date = new Date(weekFromNow(3).slice(0, 10));
    await clinic.database.client.scheduleException.create({ data: { doctorId, date, kind: 'closed' } });
    const wish = { appointmentDateTime: weekFromNow(1, '12:00') };
    const before = await traces(clinic.database);
    expect(previewedIn(await preview(first, wish))).toEqual(
      ['moves', 'appointment.slot_taken', 'appointment.closed', 'appointment.patient_busy', 'moves'].map(
        (outcome, index) => `${weekFromNow(index + 1, '12:00')} ${outcome}`,
      ),
    );
    const refused = await follow(first, wish);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'series.conflicts',
        conflicts: [
          { id: second, appointmentDateTime: weekFromNow(2, '12:00'), code: 'appointment.slot_taken' },
          {
            id: third,
            code: 'appointment.closed',
            message: 'The doctor or the location is closed at that time.',
          },
          { id: fourth, code: 'appointment.patient_busy' },
        ],
      },
    });
    expect(await traces(clinic.database)).toEqual(before);
    const answer = await follow(first, { ...wish, skip: [second, third, fourth] });
    expect(answer.status).toBe(200);
    expect(await startsNow()).toEqual([weekFromNow(1, '12:00'), ...weeksFrom(2, 3), weekFromNow(5, '12:00')]);
  });

  it('are moved by the desk after the cut-off, with a reason; what is over, called off or begun stays', async () => {
    const strict = await aDoctorForSeries(clinic.database, { rescheduleCutoffMinutes: 10 * 24 * 60 });
    await letWork(clinic.database, desk.id, strict.locationId);
    const [first = 0, second = 0, third = 0] = await aSeries(4, { doctorId: strict.id });
    await call('POST', `${gateway}/appointments/${second}/cancel`, { token: patient.token, body: {} });
    await clinic.database.client.appointment.update({ where: { id: third }, data: { status: 'no_show' } });
    const wish = { appointmentDateTime: weekFromNow(1, '12:00') };
    const tooLate = await follow(first, wish);
    expect(tooLate).toMatchObject({
      status: 422,
      body: { conflicts: [{ id: first, code: 'appointment.reschedule_too_late' }] },
    });
    const unexplained = await follow(first, wish, desk);
    expect(unexplained).toMatchObject({
      status: 422,
      body: { code: 'appointment.reason_required', errors: [{ pointer: '/changeReason' }] },
    });
    expect((await follow(first, { ...wish, changeReason: 'by phone' }, desk)).status).toBe(200);
    expect(await startsNow()).toEqual([weekFromNow(1, '12:00'), ...weeksFrom(2, 2), weekFromNow(4, '12:00')]);
  });

  it('are moved once: a key repeats the answer, the same wish again changes nothing, another version is refused', async () => {
    const [first = 0] = await aSeries(3);
    const key = { 'idempotency-key': randomUUID(), 'if-match': '"1"' };
    const wish = { appointmentDateTime: dayAfter(1, '10:00') };
    const answer = await follow(first, wish, patient, key);
    expect([answer.status, movedIn(answer).length]).toEqual([200, 3]);
    const after = await traces(clinic.database);
    expect((await follow(first, wish, patient, key)).text).toBe(answer.text);
    expect(movedIn(await follow(first, wish))).toEqual([]);
    const reused = await follow(first, { ...wish, changeReason: 'x' }, patient, key);
    expect([reused.status, code(reused)]).toEqual([422, 'idempotency.key_reused']);
    const stale = await follow(first, { appointmentDateTime: weekFromNow(1) }, patient, {
      'if-match': '"1"',
    });
    expect([stale.status, code(stale)]).toEqual([412, 'appointment.version_mismatch']);
    expect(await traces(clinic.database)).toEqual(after);
  });

  it('are refused with a code, and nothing is written, for what makes no sense', async () => {
    const [first = 0, second = 0] = await aSeries(2);
    const single = idIn(await book(gateway, patient, { doctorId, appointmentDateTime: weekFromNow(9) }));
    const at = { appointmentDateTime: weekFromNow(1, '12:00') };
    const before = await traces(clinic.database);
    for (const [id, wish, status, refusal, account = patient] of [
      [single, at, 404, 'series.not_found'],
      [2 ** 31 - 1, at, 404, 'appointment.not_found'],
      [first, at, 404, 'appointment.not_found', other],
      [first, {}, 422, 'request.invalid'],
      [first, { ...at, skip: [single] }, 422, 'request.invalid'],
      [first, { ...at, skip: [second, second] }, 422, 'request.invalid'],
      [first, { ...at, skip: [first, second] }, 422, 'request.invalid'],
      [first, { doctorId: 2 ** 31 - 1 }, 404, 'doctor.not_found'],
      [first, { visitTypeId: 2 ** 31 - 1 }, 422, 'appointment.visit_type_not_offered'],
      [first, { appointmentDateTime: '2001-01-01T10:00:00Z' }, 422, 'appointment.in_past'],
      [first, { appointmentDateTime: '9999-12-31T10:00:00Z' }, 422, 'appointment.beyond_horizon'],
      [first, { appointmentDateTime: weekFromNow(-1) }, 422, 'series.conflicts'],
    ] as const) {
      const answer = await follow(id, wish, account);
      expect([wish, answer.status, code(answer)]).toEqual([wish, status, refusal]);
      if (refusal === 'series.conflicts') continue;
      const asked = await preview(id, wish, account);
      expect([wish, asked.status, code(asked)]).toEqual([wish, status, refusal]);
    }
    await call('POST', `${gateway}/appointments/${second}/cancel`, { token: patient.token, body: {} });
    const over = await follow(second, at);
    expect([over.status, code(over)]).toEqual([409, 'appointment.wrong_status']);
    expect((await traces(clinic.database))[3]).toEqual(before[3]);
  });
});
