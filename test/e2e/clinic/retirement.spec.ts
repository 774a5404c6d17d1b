import { type Doctor, type Location, type VisitType } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily, letWork, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { idIn } from '../support/site.js';

/*
 * R8, edge case 52: a doctor, a location or a visit type retires on a date. Each write goes to one gateway and each read
 * to another, so that what a process keeps is never what makes a test pass.
 */

let db: TestDatabase;
let gateways: readonly [App, App];
let api: Api;
let other: Api;
let patientId: number;
let patient: string;
let desk: string;
let deskElsewhere: string;
let admin: string;

const before = dayFromNow(4);
const date = dayFromNow(5);
const after = dayFromNow(6);
const at = (day: string, time = '10:00'): string => `${day}T${time}:00.000Z`;

beforeAll(async () => {
  db = await createDatabase();
  const options = { ...services(), databaseUrl: db.url, namespace: newNamespace() };
  gateways = await Promise.all([startGateway(options), startGateway(options)]);
  [api, other] = [apiOf(gateways[0].url), apiOf(gateways[1].url)];
  ({ id: patientId } = await aUser(db.database, { username: 'patient' }));
  await aUser(db.database, { username: 'desk', role: 'staff' });
  await aUser(db.database, { username: 'admin', role: 'admin' });
  const { id: elsewhere } = await aUser(db.database, { username: 'elsewhere', role: 'staff' });
  await db.database.client.staffLocation.deleteMany({ where: { userId: elsewhere } });
  await letWork(db.database, elsewhere, (await aLocation(db.database)).id);
  patient = await api.signIn('patient', password);
  desk = await api.signIn('desk', password);
  deskElsewhere = await api.signIn('elsewhere', password);
  admin = await api.signIn('admin', password);
}, 180_000);

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await db.drop();
});

const outcome = (answer: Answer): unknown[] => [answer.status, fieldOf(answer, 'code')];

/** A doctor with all that can retire. */
interface Practice {
  readonly doctor: Doctor;
  readonly location: Location;
  readonly visitType: VisitType;
}

let practices = 0;

async function aPractice(): Promise<Practice> {
  practices += 1;
  const location = await aLocation(db.database, { name: `Practice ${practices}` });
  const visitType = await aVisitType(db.database, { name: `Visit ${practices}` });
  const doctor = await aDoctor(db.database, {
    name: `Dr. ${practices}`,
    specialization: `Specialty ${practices}`,
    locationId: location.id,
    visitTypeIds: [visitType.id],
    schedule: daily('00:00', '00:00'),
  });
  const { id } = await db.database.client.user.findUniqueOrThrow({ where: { username: 'desk' } });
  await letWork(db.database, id, location.id);
  desk = await api.signIn('desk', password);
  return { doctor, location, visitType };
}

type Kind = 'doctor' | 'location' | 'visit type';

const kinds: readonly Kind[] = ['doctor', 'location', 'visit type'];

const pathOf = ({ doctor, location, visitType }: Practice, kind: Kind): string =>
  ({
    doctor: `/doctors/${doctor.id}`,
    location: `/locations/${location.id}`,
    'visit type': `/visit-types/${visitType.id}`,
  })[kind];

const retire = (practice: Practice, kind: Kind, on = date): Promise<Answer> =>
  api.put(`${pathOf(practice, kind)}/retirement`, { on }, admin);

const book = (doctorId: number, appointmentDateTime: string, token = patient): Promise<Answer> =>
  other.post('/appointments', { doctorId, appointmentDateTime }, token);

async function booked(doctorId: number, appointmentDateTime: string): Promise<number> {
  const answer = await book(doctorId, appointmentDateTime);
  expect(answer.status).toBe(201);
  return idIn(answer);
}

const cancel = (id: number): Promise<Answer> => api.post(`/appointments/${id}/cancel`, {}, patient);

const slotsOn = async ({ doctor }: Practice, day: string): Promise<unknown[]> => {
  const answer = await other.get(`/doctors/${doctor.id}/availability?from=${day}&to=${day}`);
  return (fieldOf(answer, 'days') as { slots: unknown[] }[]).flatMap(({ slots }) => slots);
};

const explain = async ({ doctor, visitType }: Practice, start: string): Promise<unknown[]> => {
  const query = `at=${start}&visitTypeId=${visitType.id}`;
  const answer = await other.get(`/doctors/${doctor.id}/availability/explain?${query}`);
  return (fieldOf(answer, 'reasons') as { code: string }[]).map(({ code }) => code);
};

const idsOf = (answer: Answer): unknown[] => listOf(answer).map(({ id }) => id);
const read = async (path: string): Promise<Answer> => other.get(path);

describe('R8: what retires on a date', () => {
  it.each(kinds)('a %s is booked until the date and not from it on, and can come back', async (kind) => {
    const practice = await aPractice();
    const { doctor } = practice;
    expect(await slotsOn(practice, date)).not.toEqual([]);

    expect((await retire(practice, kind)).status).toBe(200);
    expect(await slotsOn(practice, before)).toHaveLength(48);
    expect(await slotsOn(practice, date)).toEqual([]);
    expect(await explain(practice, at(before, '23:30'))).toEqual([]);
    expect(await explain(practice, at(date, '00:00'))).toEqual(['retired']);
    expect(outcome(await book(doctor.id, at(date, '00:00')))).toEqual([422, 'appointment.retired']);
    expect((await cancel(await booked(doctor.id, at(before, '23:30')))).status).toBe(200);

    expect((await api.delete(`${pathOf(practice, kind)}/retirement`, admin)).status).toBe(204);
    expect(await slotsOn(practice, date)).not.toEqual([]);
    await cancel(await booked(doctor.id, at(date, '00:00')));
  });

  it('a doctor is found until the date has come, and stays readable', async () => {
    const practice = await aPractice();
    const { doctor } = practice;
    const search = `/doctors?specialization=${doctor.specialization}`;
    await retire(practice, 'doctor');
    expect(idsOf(await read(search))).toEqual([doctor.id]);
    expect(fieldOf(await read(`/doctors/${doctor.id}`), 'retiresOn')).toBe(date);

    await retire(practice, 'doctor', dayFromNow(-1));
    expect(idsOf(await read(search))).toEqual([]);
    expect(idsOf(await read(`${search}&sort=earliest`))).toEqual([]);
    expect(idsOf(await read(`${search}&retired=include`))).toEqual([doctor.id]);
    expect((await read('/specializations')).body).not.toContain(doctor.specialization);
    const { body, status } = await read(`/doctors/${doctor.id}`);
    expect({ body, status }).toMatchObject({ status: 200, body: { retiresOn: dayFromNow(-1) } });
  });

  it('a location and its doctors are found until the date has come', async () => {
    const practice = await aPractice();
    const { doctor, location } = practice;
    await retire(practice, 'location', dayFromNow(-1));
    expect(idsOf(await read('/locations'))).not.toContain(location.id);
    expect(idsOf(await read('/locations?retired=include'))).toContain(location.id);
    expect(idsOf(await read(`/doctors?location=${location.id}`))).toEqual([]);
    expect(idsOf(await read(`/doctors?specialization=${doctor.specialization}`))).toEqual([]);
    expect(fieldOf(await read(`/locations/${location.id}`), 'retiresOn')).toBe(dayFromNow(-1));
  });

  it('a doctor who works elsewhere too is found and booked there', async () => {
    const practice = await aPractice();
    const { doctor } = practice;
    const { id: locationId } = await aLocation(db.database);
    await db.database.client.scheduleWindow.create({
      data: { doctorId: doctor.id, locationId, weekday: 1, startMinute: 0, endMinute: 0 },
    });
    await retire(practice, 'location', dayFromNow(-1));
    expect(idsOf(await read(`/doctors?specialization=${doctor.specialization}`))).toEqual([doctor.id]);
    expect(idsOf(await read(`/doctors?location=${locationId}`))).toEqual([doctor.id]);
    const week = await read(`/doctors/${doctor.id}/availability?from=${dayFromNow(1)}&to=${dayFromNow(7)}`);
    const days = fieldOf(week, 'days') as { slots: { locationId: number }[] }[];
    const places = days.flatMap(({ slots }) => slots.map((slot) => slot.locationId));
    expect([...new Set(places)]).toEqual([locationId]);
  });

  it('a visit type is offered until the date has come, and the next one is the default', async () => {
    const practice = await aPractice();
    const { doctor, visitType } = practice;
    const next = await aVisitType(db.database);
    await db.database.client.doctorVisitType.create({
      data: { doctorId: doctor.id, visitTypeId: next.id, position: 1 },
    });
    await retire(practice, 'visit type', dayFromNow(-1));
    expect(idsOf(await read(`/doctors/${doctor.id}/visit-types`))).toEqual([next.id]);
    expect(idsOf(await read(`/doctors/${doctor.id}/visit-types?retired=include`))).toEqual([
      visitType.id,
      next.id,
    ]);
    expect(idsOf(await read('/visit-types'))).not.toContain(visitType.id);
    expect(idsOf(await read('/visit-types?retired=include'))).toContain(visitType.id);
    const answer = await book(doctor.id, at(date, '00:00'));
    expect(answer.body).toMatchObject({ visitTypeId: next.id });
    await cancel(idIn(answer));
  });
});

describe('R8: whichever way a visit is asked for', () => {
  let practice: Practice;
  let doctorId: number;

  beforeAll(async () => {
    practice = await aPractice();
    doctorId = practice.doctor.id;
    await retire(practice, 'doctor');
  });

  it('a time is not held', async () => {
    const wish = { doctorId, appointmentDateTime: at(date) };
    expect(outcome(await other.post('/appointments/holds', wish, patient))).toEqual([
      422,
      'appointment.retired',
    ]);
  });

  it('a series says which of its visits are too late', async () => {
    const answer = await other.post(
      '/appointments/series',
      { doctorId, appointmentDateTime: at(before), recurrence: { frequency: 'weekly', count: 2 } },
      patient,
    );
    expect(outcome(answer)).toEqual([422, 'series.conflicts']);
    expect(fieldOf(answer, 'conflicts')).toMatchObject([{ occurrence: 2, code: 'retired' }]);
  });

  it('a visit is moved up to the date and not beyond it', async () => {
    const id = await booked(doctorId, at(before));
    const move = (appointmentDateTime: string): Promise<Answer> =>
      other.patch(`/appointments/${id}`, { appointmentDateTime }, patient);
    expect(outcome(await move(at(date)))).toEqual([422, 'appointment.retired']);
    expect((await move(at(before, '12:00'))).status).toBe(200);
    await cancel(id);
  });

  it('staff squeeze no visit in', async () => {
    const wish = { doctorId, userId: patientId, appointmentDateTime: at(date), overbookReason: 'Urgent' };
    expect(outcome(await other.post('/appointments', wish, desk))).toEqual([422, 'appointment.retired']);
  });

  it('any doctor of a specialization is another one', async () => {
    const { specialization } = practice.doctor;
    const wish = { specialization, appointmentDateTime: at(date) };
    expect(outcome(await other.post('/appointments', wish, patient))).toEqual([
      422,
      'appointment.no_such_doctors',
    ]);
    const second = await aDoctor(db.database, { specialization, schedule: daily('00:00', '00:00') });
    const answer = await other.post('/appointments', wish, patient);
    expect(answer.body).toMatchObject({ doctorId: second.id });
    await cancel(idIn(answer));
    await db.database.client.doctor.update({
      where: { id: second.id },
      data: { retiresOn: new Date(dayFromNow(-1)) },
    });
  });

  it('the waitlist takes no entry for dates that are too late', async () => {
    const wait = (from: string): Promise<Answer> =>
      other.post('/waitlist', { doctorId, from, to: after }, patient);
    expect(outcome(await wait(date))).toEqual([422, 'appointment.retired']);
    expect((await wait(before)).status).toBe(201);
  });

  it('nobody walks in', async () => {
    const gone = await aPractice();
    await retire(gone, 'doctor', dayFromNow(0));
    const walkIn = { doctorId: gone.doctor.id, userId: patientId };
    expect(outcome(await other.post('/appointments/walk-ins', walkIn, desk))).toEqual([
      422,
      'appointment.retired',
    ]);
  });
});

describe('R8: what a retirement leaves', () => {
  const effects = (practice: Practice, kind: Kind, on = date, token = admin): Promise<Answer> =>
    other.get(`${pathOf(practice, kind)}/retirement?on=${on}`, token);

  it.each(kinds)('of a %s: its visits are listed before it is set, and cancelled in one go', async (kind) => {
    const practice = await aPractice();
    const { doctor } = practice;
    const stays = await booked(doctor.id, at(before, '14:00'));
    const [first, second] = [await booked(doctor.id, at(date)), await booked(doctor.id, at(after))];
    expect((await effects(practice, kind)).body).toMatchObject({
      on: null,
      total: 2,
      appointments: [
        { id: first, patient: { id: patientId, username: 'patient' } },
        { id: second, patient: { id: patientId } },
      ],
    });
    expect((await retire(practice, kind)).body).toMatchObject({ on: date, total: 2 });

    const path = `${pathOf(practice, kind)}/retirement/cancellations`;
    const some = await api.post(path, { reason: 'We close.', appointmentIds: [second] }, desk);
    expect(some.body).toMatchObject({ cancelled: [{ id: second }], left: [], remaining: 1 });
    const rest = await api.post(path, { reason: 'We close.' }, admin);
    expect(rest.body).toMatchObject({ cancelled: [{ id: first }], left: [], remaining: 0 });
    expect((await api.post(path, { reason: 'We close.' }, admin)).body).toMatchObject({
      cancelled: [],
      remaining: 0,
    });
    const { body } = await api.get(`/appointments/${first}/history`, admin);
    expect(body).toMatchObject([{}, { toStatus: 'cancelled', reason: 'We close.' }]);
    for (const appointmentId of [first, second]) {
      const where = { data: { path: ['appointmentId'], equals: appointmentId } };
      const events = await db.database.client.outboxEvent.findMany({ where, orderBy: { id: 'asc' } });
      expect(events.map(({ type }) => type)).toEqual(['appointment.booked.v1', 'appointment.cancelled.v1']);
    }
    await cancel(stays);
  });

  it('visits can be moved to another doctor', async () => {
    const practice = await aPractice();
    const { doctor, location, visitType } = practice;
    const substitute = await aDoctor(db.database, {
      specialization: doctor.specialization,
      locationId: location.id,
      visitTypeIds: [visitType.id],
      schedule: daily('00:00', '00:00'),
    });
    const id = await booked(doctor.id, at(date));
    await retire(practice, 'doctor');
    const proposals = await other.post(`/doctors/${doctor.id}/day/moves/proposals`, { date }, desk);
    expect(proposals.body).toMatchObject({
      moves: [{ appointment: { id }, proposal: { doctorId: substitute.id, appointmentDateTime: at(date) } }],
    });
    const moved = await other.patch(`/appointments/${id}`, { doctorId: substitute.id }, desk);
    expect(moved.status).toBe(200);
    expect((await effects(practice, 'doctor')).body).toMatchObject({ total: 0, appointments: [] });
    await cancel(id);
  });

  it('names the doctors who have no place or no visit type left, and how many patients wait', async () => {
    const practice = await aPractice();
    const { doctor, location } = practice;
    const stranded = { doctors: [{ id: doctor.id, name: doctor.name }] };
    expect((await effects(practice, 'location')).body).toMatchObject({ ...stranded, waiting: 0 });
    expect((await effects(practice, 'visit type')).body).toMatchObject(stranded);
    expect((await effects(practice, 'doctor')).body).toMatchObject({ doctors: [] });
    const entry = { doctorId: doctor.id, locationId: location.id, from: before, to: after };
    const waits = await other.post('/waitlist', entry, patient);
    expect(waits.status).toBe(201);
    expect((await effects(practice, 'doctor')).body).toMatchObject({ waiting: 1 });
    await retire(practice, 'doctor');
    expect((await effects(practice, 'visit type')).body).toMatchObject({ doctors: [] });
    await other.delete(`/waitlist/${idIn(waits)}`, patient);
  });

  it('shows staff the visits of their locations alone', async () => {
    const practice = await aPractice();
    const id = await booked(practice.doctor.id, at(date));
    expect((await effects(practice, 'doctor', date, desk)).body).toMatchObject({ total: 1 });
    expect((await effects(practice, 'doctor', date, deskElsewhere)).body).toMatchObject({
      total: 0,
      appointments: [],
    });
    expect(outcome(await effects(practice, 'location', date, deskElsewhere))).toEqual([
      403,
      'auth.elsewhere',
    ]);
    const path = `${pathOf(practice, 'doctor')}/retirement/cancellations`;
    const refused = { reason: 'No.', on: date, appointmentIds: [id] };
    expect(outcome(await api.post(path, refused, deskElsewhere))).toEqual([404, 'appointment.not_found']);
    await cancel(id);
  });
});

describe('R8: an account that is disabled', () => {
  it('names its doctor, who stays bookable until told otherwise, with the visits to come', async () => {
    const { doctor } = await aPractice();
    const { id: userId } = await aUser(db.database, { role: 'doctor' });
    const { client } = db.database;
    await client.doctor.update({ where: { id: doctor.id }, data: { userId } });
    const visit = await booked(doctor.id, at(date));
    const named = { doctor: { id: doctor.id, name: doctor.name, retiresOn: null, visitsToCome: 1 } };
    expect((await api.get(`/users/${userId}`, admin)).body).toMatchObject(named);
    const disabled = await api.patch(`/users/${userId}`, { disabled: true }, admin);
    expect(disabled.body).toMatchObject({ disabled: true, ...named });
    await cancel(visit);
    await api.put(`/doctors/${doctor.id}/retirement`, { on: dayFromNow(0) }, admin);
    expect((await api.get(`/users/${userId}`, admin)).body).toMatchObject({
      doctor: { retiresOn: dayFromNow(0), visitsToCome: 0 },
    });
    const { id: staffId } = await client.user.findUniqueOrThrow({ where: { username: 'desk' } });
    expect((await api.get(`/users/${staffId}`, admin)).body).toMatchObject({ doctor: null });
  });
});

describe('R8: bad input', () => {
  const state = async ({ doctor, location, visitType }: Practice): Promise<unknown> => {
    const { client } = db.database;
    const select = { retiresOn: true, retirementReason: true };
    return Promise.all([
      client.doctor.findUnique({ where: { id: doctor.id }, select }),
      client.location.findUnique({ where: { id: location.id }, select }),
      client.visitType.findUnique({ where: { id: visitType.id }, select }),
      client.scheduleRevision.findFirst(),
    ]);
  };

  it.each(kinds)('a %s does not retire in the past or today with visits after it', async (kind) => {
    const practice = await aPractice();
    const id = await booked(practice.doctor.id, at(after));
    const known = await state(practice);
    for (const on of [dayFromNow(-3), dayFromNow(0)]) {
      const answer = await retire(practice, kind, on);
      expect(outcome(answer)).toEqual([409, 'retirement.has_visits']);
      expect(answer.body).toMatchObject({ total: 1 });
    }
    expect(await state(practice)).toEqual(known);
    await cancel(id);
    expect((await retire(practice, kind, dayFromNow(0))).status).toBe(200);
  });

  it('nobody but admins retires anything', async () => {
    const practice = await aPractice();
    const known = await state(practice);
    for (const kind of kinds) {
      const path = `${pathOf(practice, kind)}/retirement`;
      for (const token of [patient, desk]) {
        expect(outcome(await api.put(path, { on: date }, token))).toEqual([403, 'auth.forbidden']);
        expect(outcome(await api.delete(path, token))).toEqual([403, 'auth.forbidden']);
      }
      expect(outcome(await api.get(path, patient))).toEqual([403, 'auth.forbidden']);
      const calling = await api.post(`${path}/cancellations`, { reason: 'No.', on: date }, patient);
      expect(outcome(calling)).toEqual([403, 'auth.forbidden']);
    }
    expect(await state(practice)).toEqual(known);
  });

  it('what does not exist does not retire', async () => {
    for (const [path, found] of [
      ['/doctors/999999', 'doctor.not_found'],
      ['/locations/999999', 'location.not_found'],
      ['/visit-types/999999', 'visit_type.not_found'],
    ] as const) {
      const retirement = `${path}/retirement`;
      expect(outcome(await api.put(retirement, { on: date }, admin))).toEqual([404, found]);
      expect(outcome(await api.get(retirement, admin))).toEqual([404, found]);
      expect(outcome(await api.delete(retirement, admin))).toEqual([404, found]);
      const calling = await api.post(`${retirement}/cancellations`, { reason: 'Closed.', on: date }, admin);
      expect(outcome(calling)).toEqual([404, found]);
    }
  });

  it('twice is once, and another date is another one', async () => {
    const practice = await aPractice();
    const path = `${pathOf(practice, 'doctor')}/retirement`;
    const first = await api.put(path, { on: date, reason: 'She moves.' }, admin);
    expect(first.body).toMatchObject({ on: date, reason: 'She moves.' });
    expect((await api.put(path, { on: date, reason: 'She moves.' }, admin)).body).toEqual(first.body);
    expect((await api.put(path, { on: after }, admin)).body).toMatchObject({ on: after, reason: null });
    expect((await api.delete(path, admin)).status).toBe(204);
    expect((await api.delete(path, admin)).status).toBe(204);
    expect((await api.get(path, admin)).body).toMatchObject({ on: null, appointments: [] });
  });

  it('visits are called off with a reason, from a date on, and only those that are there', async () => {
    const practice = await aPractice();
    const [early, late] = [
      await booked(practice.doctor.id, at(before)),
      await booked(practice.doctor.id, at(date)),
    ];
    const call = (body: unknown): Promise<Answer> =>
      api.post(`${pathOf(practice, 'doctor')}/retirement/cancellations`, body, admin);
    expect(outcome(await call({ reason: 'Closed.' }))).toEqual([422, 'request.invalid']);
    expect(outcome(await call({ on: date }))).toEqual([422, 'request.invalid']);
    const wrong = { reason: 'Closed.', on: date, appointmentIds: [late, early] };
    expect(outcome(await call(wrong))).toEqual([404, 'appointment.not_found']);
    const { body } = await api.get(`/appointments/${late}`, patient);
    expect(body).toMatchObject({ status: 'confirmed' });
    await Promise.all([cancel(early), cancel(late)]);
  });
});
