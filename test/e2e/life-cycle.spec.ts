import { type Doctor, type User } from '#libs/database';
import { aDoctor, aUser, aVisitType, password } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { type Answer } from '../support/http.js';
import { type App, startGateway, startNotifications } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from './support/api.js';
import { letBegin } from './support/passing-time.js';

let db: TestDatabase;
let apps: App[];
let api: Api;
let tokens: { patient: string; other: string; desk: string; doctor: string };
let doctor: Doctor;
let doctorsAccount: User;
let manual: number;
let hour = 0;

beforeAll(async () => {
  db = await createDatabase();
  const { redisUrl, rabbitmqUrl } = services();
  const options = { databaseUrl: db.url, redisUrl, rabbitmqUrl, namespace: newNamespace() };
  const [gateway, notifications] = await Promise.all([startGateway(options), startNotifications(options)]);
  apps = [gateway, notifications];
  api = apiOf(gateway.url);
  await aUser(db.database, { username: 'patient' });
  await aUser(db.database, { username: 'other' });
  await aUser(db.database, { username: 'desk', role: 'staff' });
  doctorsAccount = await aUser(db.database, { username: 'doctor', role: 'doctor' });
  const [one, two, three, four] = await Promise.all(
    ['patient', 'other', 'desk', 'doctor'].map((name) => api.signIn(name, password)),
  );
  tokens = { patient: one ?? '', other: two ?? '', desk: three ?? '', doctor: four ?? '' };
  manual = (await aVisitType(db.database, { confirmation: 'manual', slotIntervalMinutes: 15 })).id;
  const strict = await aVisitType(db.database, { rescheduleCutoffMinutes: 30 * 24 * 60 });
  doctor = await aDoctor(db.database, { userId: doctorsAccount.id, visitTypeIds: [manual, strict.id] });
}, 180_000);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await db.drop();
});

const code = (answer: Answer): unknown => fieldOf(answer, 'code');
const idOf = (answer: Answer): number => fieldOf(answer, 'id') as number;

/** A new hour for each appointment, so that tests do not meet. */
function nextStart(): string {
  hour += 1;
  return `${dayFromNow(2 + Math.floor(hour / 8))}T${String(9 + (hour % 8)).padStart(2, '0')}:00:00.000Z`;
}

const book = (start: string, token = tokens.patient, more: object = {}): Promise<Answer> =>
  api.post('/appointments', { doctorId: doctor.id, appointmentDateTime: start, ...more }, token);

const step = (id: number, name: string, token: string): Promise<Answer> =>
  api.post(`/appointments/${id}/${name}`, {}, token);

const later = (start: string, minutes: number): string =>
  new Date(Date.parse(start) + minutes * 60_000).toISOString();

const rowsOf = async (id: number) => ({
  history: await db.database.client.appointmentHistory.findMany({
    where: { appointmentId: id },
    orderBy: { version: 'asc' },
  }),
  events: (
    await db.database.client.outboxEvent.findMany({
      where: { data: { path: ['appointmentId'], equals: id } },
      orderBy: { id: 'asc' },
    })
  ).map(({ type }) => type),
});

describe('the life of an appointment', () => {
  it('goes from the request through the visit to its end, and every step is on record', async () => {
    const id = idOf(await book(nextStart()));
    const confirmed = await step(id, 'confirm', tokens.doctor);
    expect([confirmed.status, fieldOf(confirmed, 'status'), confirmed.headers.get('etag')]).toEqual([
      200,
      'confirmed',
      '"2"',
    ]);
    expect((await step(id, 'confirm', tokens.desk)).body).toEqual(confirmed.body);
    expect(code(await step(id, 'complete', tokens.doctor))).toBe('appointment.has_not_begun');
    expect(code(await step(id, 'no-show', tokens.desk))).toBe('appointment.has_not_begun');
    expect(fieldOf(await step(id, 'check-in', tokens.desk), 'status')).toBe('checked_in');
    await letBegin(db.database, id);
    expect(fieldOf(await step(id, 'complete', tokens.doctor), 'status')).toBe('completed');
    for (const name of ['confirm', 'cancel', 'check-in', 'no-show']) {
      const refused = await step(id, name, tokens.desk);
      expect([refused.status, code(refused)]).toEqual([409, 'appointment.wrong_status']);
    }
    const { history, events } = await rowsOf(id);
    expect(history.map(({ version, fromStatus, toStatus }) => [version, fromStatus, toStatus])).toEqual([
      [1, null, 'pending'],
      [2, 'pending', 'confirmed'],
      [3, 'confirmed', 'checked_in'],
      [4, 'checked_in', 'completed'],
    ]);
    expect(events).toEqual([
      'appointment.booked.v1',
      'appointment.confirmed.v1',
      'appointment.checked_in.v1',
      'appointment.completed.v1',
    ]);
  });

  it('ends as a no-show', async () => {
    const id = idOf(await book(nextStart()));
    await step(id, 'confirm', tokens.desk);
    await letBegin(db.database, id);
    expect(code(await step(id, 'cancel', tokens.patient))).toBe('appointment.has_begun');
    expect(fieldOf(await step(id, 'no-show', tokens.desk), 'status')).toBe('no_show');
  });

  it('is in the hands of those who care for the patient', async () => {
    const id = idOf(await book(nextStart()));
    for (const name of ['confirm', 'check-in', 'complete', 'no-show']) {
      expect((await step(id, name, tokens.patient)).status).toBe(403);
    }
    const asPatient = idOf(
      await api.post(
        '/appointments',
        { doctorId: (await aDoctor(db.database)).id, appointmentDateTime: `${dayFromNow(3)}T10:00:00Z` },
        tokens.doctor,
      ),
    );
    expect((await step(asPatient, 'check-in', tokens.doctor)).status).toBe(403);
    await aUser(db.database, { username: 'elsewhere', role: 'doctor' });
    const elsewhere = await api.signIn('elsewhere', password);
    expect((await step(id, 'confirm', elsewhere)).status).toBe(404);
    expect((await rowsOf(id)).history).toHaveLength(1);
  });

  it('heeds If-Match', async () => {
    const id = idOf(await book(nextStart()));
    const confirm = (etag: string) =>
      api.post(`/appointments/${id}/confirm`, {}, tokens.desk, { 'if-match': etag });
    const outdated = await confirm('"7"');
    expect([outdated.status, code(outdated)]).toEqual([412, 'appointment.version_mismatch']);
    expect((await confirm('W/1')).status).toBe(422);
    expect((await confirm('"1"')).status).toBe(200);
  });

  it('needs no body, and tells patient and doctor what matters to them', async () => {
    const id = idOf(await book(nextStart()));
    expect((await api.post(`/appointments/${id}/confirm`, undefined, tokens.doctor)).status).toBe(200);
    expect((await api.post(`/appointments/${id}/check-in`, undefined, tokens.doctor)).status).toBe(200);
    for (const token of [tokens.patient, tokens.doctor]) {
      await eventually(async () => {
        const inbox = listOf(await api.get('/me/notifications?limit=100', token));
        const types = inbox.filter(({ appointmentId }) => appointmentId === id).map(({ type }) => type);
        expect(types).toEqual(['appointment.confirmed', 'appointment.booked']);
      });
    }
  });
});

describe('moving a visit', () => {
  const move = (id: number, changes: object, token = tokens.patient): Promise<Answer> =>
    api.patch(`/appointments/${id}`, changes, token);

  it('frees the old time', async () => {
    const start = nextStart();
    const booked = await book(start);
    expect((await move(idOf(booked), { appointmentDateTime: nextStart() })).status).toBe(200);
    expect((await book(start, tokens.other)).status).toBe(201);
  });

  it('keeps the old time when the new one is refused', async () => {
    const start = nextStart();
    const booked = await book(start);
    for (const [changes, status] of [
      [{ appointmentDateTime: '2020-01-01T10:00:00Z' }, 422],
      [{ appointmentDateTime: later(start, 7) }, 422],
      [{ doctorId: 999_999 }, 404],
      [{ status: 'completed' }, 422],
      [{ userId: 1 }, 422],
    ] as const) {
      expect((await move(idOf(booked), changes)).status).toBe(status);
    }
    expect((await api.get(`/appointments/${idOf(booked)}`, tokens.patient)).body).toEqual(booked.body);
  });

  it('to another doctor or visit type follows their rules', async () => {
    const long = await aVisitType(db.database, { durationMinutes: 60, bufferAfterMinutes: 30 });
    const colleague = await aDoctor(db.database, { visitTypeIds: [manual, long.id] });
    const start = nextStart();
    const booked = await book(start);
    const moved = await move(idOf(booked), { doctorId: colleague.id, visitTypeId: long.id });
    expect(moved.body).toMatchObject({
      doctorId: colleague.id,
      visitTypeId: long.id,
      endsAt: later(start, 60),
    });
    const row = await db.database.client.appointment.findUniqueOrThrow({ where: { id: idOf(booked) } });
    expect(row.busyTo.toISOString()).toBe(later(start, 90));
  });

  it('changes what the visit is about without telling anybody', async () => {
    const booked = await book(nextStart());
    const changed = await move(idOf(booked), { reason: 'knee' });
    expect(changed.body).toMatchObject({ reason: 'knee', version: 2 });
    expect((await rowsOf(idOf(booked))).events).toEqual(['appointment.booked.v1']);
  });

  it('heeds the cut-off, which the front desk may pass with a reason', async () => {
    const offered = listOf(await api.get(`/doctors/${doctor.id}/visit-types`));
    const booked = await book(nextStart(), tokens.patient, { visitTypeId: offered[1]?.id });
    const target = { appointmentDateTime: nextStart() };
    const late = await move(idOf(booked), target);
    expect([late.status, code(late)]).toEqual([422, 'appointment.reschedule_too_late']);
    const silent = await move(idOf(booked), target, tokens.desk);
    expect([silent.status, code(silent)]).toEqual([422, 'appointment.reason_required']);
    expect(fieldOf(silent, 'errors')).toEqual([expect.objectContaining({ pointer: '/changeReason' })]);
    const changeReason = 'The doctor is ill.';
    expect((await move(idOf(booked), { ...target, changeReason }, tokens.desk)).status).toBe(200);
    const history = listOf(await api.get(`/appointments/${idOf(booked)}/history`, tokens.desk));
    expect(history.map(({ reason }) => reason)).toEqual([null, changeReason]);
  });

  it('changes nothing about a visit that is over', async () => {
    const booked = await book(nextStart());
    await step(idOf(booked), 'cancel', tokens.patient);
    for (const changes of [{ reason: 'something else' }, { appointmentDateTime: nextStart() }]) {
      const changed = await move(idOf(booked), changes);
      expect([changed.status, code(changed)]).toEqual([409, 'appointment.wrong_status']);
    }
  });
});
