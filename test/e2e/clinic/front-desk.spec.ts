import { type Doctor } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily, letWork, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf } from '../support/api.js';
import { idIn, tally } from '../support/site.js';

let db: TestDatabase;
let gateways: readonly [App, App];
let other: Api;
let api: Api;
let patientId: number;
let deskId: number;
let patient: string;
let staff: string;

beforeAll(async () => {
  db = await createDatabase();
  const options = { ...services(), databaseUrl: db.url, namespace: newNamespace() };
  gateways = await Promise.all([startGateway(options), startGateway(options)]);
  [api, other] = [apiOf(gateways[0].url), apiOf(gateways[1].url)];
  ({ id: patientId } = await aUser(db.database, { username: 'patient' }));
  ({ id: deskId } = await aUser(db.database, { username: 'desk', role: 'staff' }));
  [patient, staff] = await Promise.all([api.signIn('patient', password), api.signIn('desk', password)]);
}, 180_000);

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await db.drop();
});

const code = (answer: Answer): unknown => fieldOf(answer, 'code');
const outcome = (answer: Answer): unknown[] => [answer.status, code(answer)];

interface Wish {
  readonly doctorId: number;
  readonly appointmentDateTime: string;
  readonly userId?: number;
  readonly overbookReason?: unknown;
}

const book = (wish: Wish, token = staff): Promise<Answer> => api.post('/appointments', wish, token);

const cancel = (id: number): Promise<Answer> => api.post(`/appointments/${id}/cancel`, {}, staff);

describe("a doctor's day", () => {
  const date = dayFromNow(3);
  let doctor: Doctor;
  let own: string;

  beforeAll(async () => {
    // Tonga is half a day ahead of UTC, so its date begins on the date before, and no clock is changed there.
    const { id: locationId } = await aLocation(db.database, { timeZone: 'Pacific/Tongatapu' });
    await letWork(db.database, deskId, locationId);
    const { id: userId } = await aUser(db.database, { username: 'tonga', role: 'doctor' });
    doctor = await aDoctor(db.database, { locationId, userId, schedule: daily('22:00', '10:00') });
    own = await api.signIn('tonga', password);
  });

  const day = (query = `?date=${date}`, token = staff): Promise<Answer> =>
    api.get(`/doctors/${doctor.id}/day${query}`, token);

  /** A wall-clock time of the day in Tonga, as an instant. */
  async function at(time: string): Promise<string> {
    const { timeZone } = (await day()).body as { timeZone: string };
    const asIfUtc = Date.parse(`${date}T${time}:00Z`);
    const shown = new Date(asIfUtc).toLocaleString('sv', { timeZone }).replace(' ', 'T');
    return new Date(2 * asIfUtc - Date.parse(`${shown}Z`)).toISOString();
  }

  it('has the hours and the visits of the local date, cancelled ones too, with the patients', async () => {
    const [first, gone, last, next] = [
      await at('00:00'),
      await at('09:30'),
      await at('23:30'),
      await at('24:00'),
    ];
    for (const appointmentDateTime of [last, gone, first, next]) {
      const booked = await book({ doctorId: doctor.id, appointmentDateTime, userId: patientId });
      expect(booked.status).toBe(201);
      if (appointmentDateTime === gone) expect((await cancel(idIn(booked))).status).toBe(200);
    }
    const held = await api.post(
      '/appointments/holds',
      { doctorId: doctor.id, appointmentDateTime: await at('08:00') },
      patient,
    );
    expect(held.status).toBe(201);

    const answer = await day();
    const { locationId } = doctor;
    expect(answer.body).toMatchObject({
      doctorId: doctor.id,
      date,
      timeZone: 'Pacific/Tongatapu',
      hours: [
        { start: first, end: await at('10:00'), locationId },
        { start: await at('22:00'), end: next, locationId },
      ],
    });
    const visits = fieldOf(answer, 'appointments') as Record<string, unknown>[];
    expect(visits.map(({ appointmentDateTime, status }) => [appointmentDateTime, status])).toEqual([
      [first, 'confirmed'],
      [gone, 'cancelled'],
      [last, 'confirmed'],
    ]);
    expect(visits.map((visit) => visit.patient)).toEqual(
      Array.from({ length: 3 }, () => ({
        id: patientId,
        username: 'patient',
        name: null,
        phone: null,
        deceasedOn: null,
      })),
    );
    expect((await day(undefined, own)).text).toBe(answer.text);
  });

  it('is today where the doctor is, unless it is told', async () => {
    const today = new Date().toLocaleDateString('sv', { timeZone: 'Pacific/Tongatapu' });
    const answer = await day('');
    const midnight = new Date().toLocaleDateString('sv', { timeZone: 'Pacific/Tongatapu' });
    expect([today, midnight]).toContain(fieldOf(answer, 'date'));
  });

  it('leaves out the hours of a day off', async () => {
    const off = dayFromNow(10);
    await api.post(`/doctors/${doctor.id}/exceptions`, { date: off, kind: 'closed' }, own);
    const { hours } = (await day(`?date=${off}`)).body as { hours: { start: string; end: string }[] };
    // What is left is the tail of the night before.
    expect(hours).toHaveLength(1);
    expect(Date.parse(hours[0]?.end ?? '') - Date.parse(hours[0]?.start ?? '')).toBe(10 * 3_600_000);
  });

  it('is for the doctor, staff and admins', async () => {
    await aUser(db.database, { username: 'colleague', role: 'doctor' });
    const colleague = await api.signIn('colleague', password);
    expect(outcome(await day(undefined, patient))).toEqual([403, 'auth.forbidden']);
    expect(outcome(await day(undefined, colleague))).toEqual([403, 'auth.forbidden']);
    expect((await api.get(`/doctors/${doctor.id}/day`)).status).toBe(401);
    expect(outcome(await api.get('/doctors/2147483647/day', staff))).toEqual([404, 'doctor.not_found']);
    expect(outcome(await api.get('/doctors/2147483647/day', own))).toEqual([404, 'doctor.not_found']);
  });

  it.each(['1900-01-01', '9999-12-31'])('has nothing on %s', async (far) => {
    const answer = await day(`?date=${far}`);
    expect([answer.status, fieldOf(answer, 'appointments')]).toEqual([200, []]);
  });

  it.each(['0000-01-01', '1899-12-31', '2026-02-30', '1', '', '2026-1-1', '2026-12-01T00:00'])(
    'knows no date %j',
    async (wrong) => {
      const answer = await day(`?date=${wrong}`);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/date' }] });
    },
  );
});

/** A patient of their own for each visit, so that patients do not get in each other's way. */
const aPatient = async (): Promise<number> => (await aUser(db.database)).id;

const historyOf = async (id: number): Promise<unknown[]> =>
  (
    await db.database.client.appointmentHistory.findMany({
      where: { appointmentId: id },
      orderBy: { version: 'asc' },
    })
  ).map(({ version, fromStatus, toStatus, reason }) => [version, fromStatus, toStatus, reason]);

const eventsOf = async (id: number): Promise<string[]> => {
  const events = await db.database.client.outboxEvent.findMany({ orderBy: { id: 'asc' } });
  return events
    .filter(({ data }) => (data as { appointmentId?: number }).appointmentId === id)
    .map(({ type }) => type);
};

const visits = (doctorId: number): Promise<number> =>
  db.database.client.appointment.count({ where: { doctorId, status: { not: 'cancelled' } } });

describe('squeezing a visit in', () => {
  const date = dayFromNow(4);
  const at = (time: string, day = date): string => `${day}T${time}:00.000Z`;
  let doctor: Doctor;

  beforeEach(async () => {
    doctor = await aDoctor(db.database);
  });

  const squeeze = async (
    appointmentDateTime: string,
    overbookReason: unknown = 'Came by ambulance',
    desk = api,
  ): Promise<Answer> =>
    desk.post(
      '/appointments',
      { doctorId: doctor.id, appointmentDateTime, userId: await aPatient(), overbookReason },
      staff,
    );

  it('puts it beside an ordinary one, off the grid even, with its reason', async () => {
    expect((await book({ doctorId: doctor.id, appointmentDateTime: at('10:00') }, patient)).status).toBe(201);
    const squeezed = await squeeze(at('10:10'));
    expect(squeezed.status).toBe(201);
    expect(squeezed.body).toMatchObject({ overbooked: true, status: 'confirmed', version: 1, reason: null });
    expect(await historyOf(idIn(squeezed))).toEqual([[1, null, 'confirmed', 'Came by ambulance']]);
    expect(await eventsOf(idIn(squeezed))).toEqual(['appointment.booked.v1']);
    const ordinary = await book({ doctorId: doctor.id, appointmentDateTime: at('11:00') }, patient);
    expect(fieldOf(ordinary, 'overbooked')).toBe(false);
  });

  it('keeps ordinary visits off its time', async () => {
    const squeezed = await squeeze(at('10:10'));
    expect(squeezed.status).toBe(201);
    for (const time of ['10:00', '10:30']) {
      const answer = await book({ doctorId: doctor.id, appointmentDateTime: at(time) }, patient);
      expect(outcome(answer)).toEqual([409, 'appointment.slot_taken']);
    }
    const { days } = (await api.get(`/doctors/${doctor.id}/availability?from=${date}&to=${date}`)).body as {
      days: { slots: { start: string }[] }[];
    };
    const free = days[0]?.slots.map(({ start }) => start) ?? [];
    expect(free).toContain(at('11:00'));
    expect(free).not.toContain(at('10:00'));
    expect(free).not.toContain(at('10:30'));
  });

  it('lets one in at a time, however many ask at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const start = at(`1${round}:05`);
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, turn) => squeeze(start, 'urgent', turn % 2 === 0 ? api : other)),
      );
      expect(tally(answers)).toEqual({ '201': 1, '409 appointment.slot_taken': 5 });
      for (const { body } of answers.filter(({ status }) => status === 409)) {
        const { alternatives } = body as { alternatives: { doctorId: number }[] };
        expect(alternatives.map(({ doctorId }) => doctorId)).toEqual([doctor.id, doctor.id, doctor.id]);
      }
    }
    expect(await visits(doctor.id)).toBe(5);
  });

  it('waives the notice, but neither hours, closures, horizon nor the present', async () => {
    const { id } = await aVisitType(db.database, { minimumNoticeMinutes: 7 * 1440, horizonDays: 30 });
    doctor = await aDoctor(db.database, { visitTypeIds: [id] });
    expect((await squeeze(at('10:00'))).status).toBe(201);
    const off = dayFromNow(5);
    await api.post(`/doctors/${doctor.id}/exceptions`, { date: off, kind: 'closed' }, staff);
    const refused: [string, string][] = [
      [at('08:00'), 'outside_hours'],
      [at('16:45'), 'outside_hours'],
      [at('10:00', off), 'closed'],
      [at('10:00', dayFromNow(32)), 'beyond_horizon'],
      [at('10:00', dayFromNow(-1)), 'in_past'],
    ];
    for (const [start, rule] of refused)
      expect(outcome(await squeeze(start))).toEqual([422, `appointment.${rule}`]);
    expect(await visits(doctor.id)).toBe(1);
  });

  it('is not where the patient is elsewhere', async () => {
    const elsewhere = await aDoctor(db.database);
    const userId = await aPatient();
    const appointmentDateTime = at('10:00');
    await book({ doctorId: elsewhere.id, appointmentDateTime, userId });
    const answer = await book({ doctorId: doctor.id, appointmentDateTime, userId, overbookReason: 'urgent' });
    expect(outcome(answer)).toEqual([409, 'appointment.patient_busy']);
  });

  it('is for the front desk alone', async () => {
    await aUser(db.database, { username: 'surgeon', role: 'doctor' });
    await aUser(db.database, { username: 'boss', role: 'admin' });
    const wish = { doctorId: doctor.id, appointmentDateTime: at('09:00'), overbookReason: 'I am in a hurry' };
    for (const token of [patient, await api.signIn('surgeon', password)])
      expect(outcome(await book(wish, token))).toEqual([403, 'appointment.overbooking_not_allowed']);
    expect(await visits(doctor.id)).toBe(0);
    expect((await book(wish, await api.signIn('boss', password))).status).toBe(201);
    for (const wrong of ['', 'x'.repeat(1001), null, 1]) {
      const answer = await squeeze(at('09:30'), wrong);
      expect(answer.status).toBe(422);
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/overbookReason' }] });
    }
    const held = await book({ ...wish, holdId: 1 } as Wish);
    expect(held).toMatchObject({ status: 422, body: { errors: [{ pointer: '/overbookReason' }] } });
  });

  it('makes it an ordinary one when it is moved to a free time', async () => {
    await book({ doctorId: doctor.id, appointmentDateTime: at('10:00'), userId: await aPatient() });
    const id = idIn(await squeeze(at('10:10')));
    const move = (appointmentDateTime: string): Promise<Answer> =>
      api.patch(`/appointments/${id}`, { appointmentDateTime }, staff);
    expect(outcome(await move(at('10:00')))).toEqual([409, 'appointment.slot_taken']);
    const moved = await move(at('14:00'));
    expect(moved).toMatchObject({ status: 200, body: { id, version: 2, overbooked: false } });
    // In the ordinary lane it excludes others by the database's own word.
    expect((await squeeze(at('14:10'))).status).toBe(201);
    await expect(
      db.database.client
        .$executeRaw`UPDATE appointments SET overbooked = false WHERE doctor_id = ${doctor.id}`,
    ).rejects.toThrow(/appointments_doctor_overlap/);
    expect((await squeeze(at('10:10'))).status).toBe(201);
  });
});

describe('a patient who walks in', () => {
  let doctor: Doctor;

  beforeEach(async () => {
    const { id } = await aVisitType(db.database, {
      durationMinutes: 20,
      minimumNoticeMinutes: 1440,
      confirmation: 'manual',
    });
    doctor = await aDoctor(db.database, { visitTypeIds: [id], schedule: daily('00:00', '00:00') });
  });

  const walkIn = (body: object = {}, desk = api, headers: Record<string, string> = {}): Promise<Answer> =>
    desk.post('/appointments/walk-ins', { doctorId: doctor.id, userId: patientId, ...body }, staff, headers);

  const minute = (): number => Math.floor(Date.now() / 60_000) * 60_000;

  it('is seen at once, and is there already', async () => {
    const before = minute();
    const answer = await walkIn({ reason: 'cut finger' });
    const after = minute();
    expect(answer.status).toBe(201);
    const id = idIn(answer);
    const start = Date.parse(fieldOf(answer, 'appointmentDateTime') as string);
    expect([before, after]).toContain(start);
    expect(answer.body).toMatchObject({
      userId: patientId,
      status: 'checked_in',
      overbooked: false,
      reason: 'cut finger',
      version: 1,
      endsAt: new Date(start + 20 * 60_000).toISOString(),
    });
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(await historyOf(id)).toEqual([[1, null, 'checked_in', null]]);
    expect(await eventsOf(id)).toEqual(['appointment.booked.v1']);
    const completed = await api.post(`/appointments/${id}/complete`, {}, staff);
    expect(completed.body).toMatchObject({ status: 'completed', version: 2 });
  });

  it('waits while the doctor is busy, unless squeezed in', async () => {
    const first = await walkIn();
    expect(first.status).toBe(201);
    const userId = await aPatient();
    const busy = await walkIn({ userId });
    expect(outcome(busy)).toEqual([409, 'appointment.slot_taken']);
    expect(fieldOf(busy, 'alternatives')).toHaveLength(3);
    expect(outcome(await walkIn({ overbookReason: 'bleeds' }))).toEqual([409, 'appointment.patient_busy']);
    const squeezed = await walkIn({ userId, overbookReason: 'bleeds' });
    expect(squeezed).toMatchObject({ status: 201, body: { overbooked: true, status: 'checked_in' } });
    expect(await historyOf(idIn(squeezed))).toEqual([[1, null, 'checked_in', 'bleeds']]);
    const third = await walkIn({ userId: await aPatient(), overbookReason: 'bleeds too' });
    expect(outcome(third)).toEqual([409, 'appointment.slot_taken']);
    expect(await visits(doctor.id)).toBe(2);
  });

  it('is seen alone, however many are let in at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, aPatient));
    const answers = await Promise.all(
      people.map((userId, turn) => walkIn({ userId }, turn % 2 === 0 ? api : other)),
    );
    expect(tally(answers)).toEqual({ '201': 1, '409 appointment.slot_taken': 5 });
    expect(await visits(doctor.id)).toBe(1);
  });

  it('is let in once for one Idempotency-Key', async () => {
    const userId = await aPatient();
    const headers = { 'idempotency-key': `walk-in-${userId}` };
    const answers = await Promise.all(
      [api, other, api, other].map((desk) => walkIn({ userId }, desk, headers)),
    );
    expect(tally(answers)).toEqual({ '201': 4 });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const different = await walkIn({ userId, reason: 'another' }, api, headers);
    expect(outcome(different)).toEqual([422, 'idempotency.key_reused']);
    expect(await visits(doctor.id)).toBe(1);
  });

  it('comes within hours', async () => {
    const userId = await aPatient();
    const closed = await aDoctor(db.database, { schedule: [] });
    expect(outcome(await walkIn({ userId, doctorId: closed.id }))).toEqual([
      422,
      'appointment.outside_hours',
    ]);
    await api.post(`/doctors/${doctor.id}/exceptions`, { date: dayFromNow(0), kind: 'closed' }, staff);
    await api.post(`/doctors/${doctor.id}/exceptions`, { date: dayFromNow(1), kind: 'closed' }, staff);
    const off = await walkIn({ userId, overbookReason: 'urgent' });
    expect(outcome(off)).toEqual([422, 'appointment.closed']);
  });

  it('is let in by the front desk', async () => {
    const body = { doctorId: doctor.id, userId: patientId };
    expect(outcome(await api.post('/appointments/walk-ins', body, patient))).toEqual([403, 'auth.forbidden']);
    expect((await api.post('/appointments/walk-ins', body)).status).toBe(401);
    expect(outcome(await walkIn({ userId: 2147483647 }))).toEqual([422, 'appointment.unknown_patient']);
    expect(outcome(await walkIn({ doctorId: 2147483647 }))).toEqual([404, 'doctor.not_found']);
  });
});
