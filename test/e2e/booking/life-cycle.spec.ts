import { type Doctor, type User } from '#libs/database';
import { aDoctor, aLocation, aUser, aVisitType, daily, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { letBegin, letBeginNow, letExpire } from '../support/passing-time.js';

let db: TestDatabase;
let apps: App[];
let api: Api;
let tokens: { patient: string; other: string; desk: string; doctor: string; admin: string };
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
  await aUser(db.database, { username: 'admin', role: 'admin' });
  const [one, two, three, four, five] = await Promise.all(
    ['patient', 'other', 'desk', 'doctor', 'admin'].map((name) => api.signIn(name, password)),
  );
  tokens = {
    patient: one ?? '',
    other: two ?? '',
    desk: three ?? '',
    doctor: four ?? '',
    admin: five ?? '',
  };
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
    expect(code(await step(id, 'check-in', tokens.desk))).toBe('appointment.not_today');
    await letBeginNow(db.database, id);
    expect(fieldOf(await step(id, 'check-in', tokens.desk), 'status')).toBe('checked_in');
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

  it('is in the hands of the doctor and staff', async () => {
    const id = idOf(await book(nextStart()));
    for (const name of ['confirm', 'check-in', 'complete', 'no-show', 'undo']) {
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
    await letBeginNow(db.database, id);
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

describe('R3: a visit whose start has passed', () => {
  /** Where it is midday, so that an hour from now is the same day. */
  function middayZone(): string {
    const offset = 12 - new Date().getUTCHours();
    return offset === 0 ? 'UTC' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  }

  /** A request with a doctor who is there at all hours, by a patient of its own. */
  async function requested(): Promise<{ id: number; patientId: number; doctorId: number; token: string }> {
    const location = await aLocation(db.database, { timeZone: middayZone() });
    const { id: doctorId } = await aDoctor(db.database, {
      locationId: location.id,
      schedule: daily('00:00', '00:00'),
      visitTypeIds: [manual],
    });
    const { id: patientId, username } = await aUser(db.database);
    const token = await api.signIn(username, password);
    return { id: idOf(await book(nextStart(), token, { doctorId })), patientId, doctorId, token };
  }

  const lapsed = (id: number) =>
    eventually(async () => {
      expect(fieldOf(await api.get(`/appointments/${id}`, tokens.admin), 'status')).toBe('cancelled');
    });

  it('lapses when it is a request without an answer: on record, published and told', async () => {
    const { id, token, patientId, doctorId } = await requested();
    await letBeginNow(db.database, id, { seconds: 1800 });
    await lapsed(id);
    const { history, events } = await rowsOf(id);
    expect(history.at(-1)).toMatchObject({
      fromStatus: 'pending',
      toStatus: 'cancelled',
      reason: 'unanswered',
      actorId: null,
    });
    expect(events).toEqual(['appointment.booked.v1', 'appointment.cancelled.v1']);
    const { body } = await api.get(`/appointments/${id}`, token);
    expect(body).toMatchObject({ status: 'cancelled', cancelledBecause: 'unanswered' });
    await eventually(async () => {
      const [message] = listOf(await api.get('/me/notifications', token));
      expect(message).toMatchObject({ type: 'appointment.cancelled', title: 'Request not answered' });
    });
    // It keeps neither the patient nor the doctor busy.
    const walkIn = await api.post('/appointments/walk-ins', { doctorId, userId: patientId }, tokens.admin);
    expect(walkIn.status).toBe(201);
    expect(code(await step(id, 'undo', tokens.admin))).toBe('appointment.patient_busy');
  });

  it('is brought to the mind of its doctor before that, unless it was answered', async () => {
    const { client } = db.database;
    const start = nextStart();
    const [asked, answered] = [idOf(await book(start)), idOf(await book(nextStart()))];
    const planned = (appointmentId: number) =>
      client.delivery.findMany({ where: { appointmentId, occasion: 'awaiting_answer' } });
    await eventually(async () => {
      const rows = [...(await planned(asked)), ...(await planned(answered))];
      expect(rows.map(({ userId, channel, state }) => [userId, channel, state])).toEqual([
        [doctorsAccount.id, 'in_app', 'planned'],
        [doctorsAccount.id, 'in_app', 'planned'],
      ]);
    });
    const [row] = await planned(asked);
    const { createdAt } = await client.appointment.findUniqueOrThrow({ where: { id: asked } });
    const halfTime = (createdAt.getTime() + Date.parse(start)) / 2;
    const dayBefore = Date.parse(later(start, -24 * 60));
    expect(row?.dueAt.getTime()).toBeCloseTo(Math.max(halfTime, dayBefore), -1);
    await step(answered, 'confirm', tokens.doctor);
    await eventually(async () => {
      expect(await planned(answered)).toEqual([expect.objectContaining({ state: 'skipped' })]);
    });
    await client.delivery.updateMany({ where: { occasion: 'awaiting_answer' }, data: { dueAt: new Date() } });
    await eventually(async () => {
      const inbox = listOf(await api.get('/me/notifications?limit=100', tokens.doctor));
      const told = inbox.filter(({ type }) => type === 'appointment.awaiting_answer');
      expect(told.map(({ appointmentId }) => appointmentId)).toContain(asked);
      expect(told.map(({ appointmentId }) => appointmentId)).not.toContain(answered);
    });
  });

  it('comes back as confirmed when the desk takes the lapse back, and goes on to its end', async () => {
    const { id, token } = await requested();
    await letBeginNow(db.database, id);
    await lapsed(id);
    expect(fieldOf(await step(id, 'undo', tokens.admin), 'status')).toBe('confirmed');
    await eventually(async () => {
      const [message] = listOf(await api.get('/me/notifications', token));
      expect(message).toMatchObject({ type: 'appointment.confirmed', appointmentId: id });
    });
    expect(fieldOf(await step(id, 'check-in', tokens.admin), 'status')).toBe('checked_in');
    expect(fieldOf(await step(id, 'complete', tokens.admin), 'status')).toBe('completed');
  });

  it('is confirmed by a check-in, and one that came early is completed before its start', async () => {
    const { id } = await requested();
    await letBeginNow(db.database, id, { inMinutes: 60 });
    expect(fieldOf(await step(id, 'check-in', tokens.admin), 'status')).toBe('checked_in');
    expect(fieldOf(await step(id, 'complete', tokens.admin), 'status')).toBe('completed');
  });

  it.each([
    ['confirmed', 'complete', 'completed'],
    ['confirmed', 'no-show', 'no_show'],
    ['confirmed', 'cancel', 'cancelled'],
    ['checked_in', 'complete', 'completed'],
    ['checked_in', 'cancel', 'cancelled'],
  ])('that is %s, is closed by %s, however long ago it was', async (status, name, end) => {
    const { id, token } = await requested();
    await step(id, 'confirm', tokens.admin);
    await letBegin(db.database, id);
    await db.database.client.$executeRaw`
      UPDATE appointments SET status = ${status}::appointment_status, starts_at = starts_at - interval '90 days',
        busy_from = busy_from - interval '90 days', ends_at = ends_at - interval '90 days',
        busy_to = busy_to - interval '90 days' WHERE id = ${id}`;
    expect((await step(id, name, token)).status).toBe(name === 'cancel' ? 409 : 403);
    if (name === 'cancel')
      expect(code(await step(id, name, tokens.admin))).toBe('appointment.reason_required');
    const closed = await api.post(`/appointments/${id}/${name}`, { reason: 'tidied up' }, tokens.admin);
    expect([closed.status, fieldOf(closed, 'status')]).toEqual([200, end]);
  });

  it('does not keep its patient from being erased, and neither does an expired hold', async () => {
    const { id, token, patientId } = await requested();
    await step(id, 'confirm', tokens.admin);
    const hold = await api.post(
      '/appointments/holds',
      { doctorId: doctor.id, appointmentDateTime: nextStart() },
      token,
    );
    const erase = () => api.post('/me/erasure', { password }, token);
    expect(code(await erase())).toBe('account.has_visits');
    await letBegin(db.database, id);
    expect(code(await erase())).toBe('account.has_visits');
    await letExpire(db.database, idOf(hold));
    expect((await erase()).status).toBe(204);
    const left = await db.database.client.appointment.findMany({
      where: { userId: patientId },
      orderBy: { id: 'asc' },
    });
    expect(left.map(({ status }) => status)).toEqual(['confirmed', 'cancelled']);
    // The desk closes the visit all the same.
    expect((await step(id, 'no-show', tokens.admin)).status).toBe(200);
  });
});

describe('R4 and R5: a step that should not have been made', () => {
  const confirmed = async (): Promise<number> => {
    const id = idOf(await book(nextStart()));
    await step(id, 'confirm', tokens.desk);
    return id;
  };
  const undo = (id: number, token = tokens.desk): Promise<Answer> => step(id, 'undo', token);
  const letPassDays = async (id: number, days: number) =>
    db.database.client.$executeRaw`
      UPDATE appointment_history SET occurred_at = occurred_at - make_interval(days => ${days}::int)
      WHERE appointment_id = ${id}`;

  it.each([
    ['check-in', 'confirmed'],
    ['complete', 'confirmed'],
    ['no-show', 'confirmed'],
    ['cancel', 'confirmed'],
  ])('the %s is taken back by the desk, with history and an event', async (name, before) => {
    const id = await confirmed();
    await letBeginNow(db.database, id);
    const made = await api.post(`/appointments/${id}/${name}`, { reason: 'a slip' }, tokens.desk);
    expect(made.status).toBe(200);
    const undone = await undo(id);
    expect([undone.status, fieldOf(undone, 'status'), undone.headers.get('etag')]).toEqual([
      200,
      before,
      '"4"',
    ]);
    const { history, events } = await rowsOf(id);
    expect(history.at(-1)).toMatchObject({
      version: 4,
      fromStatus: fieldOf(made, 'status'),
      toStatus: before,
      actorId: expect.any(Number) as number,
    });
    expect(events.at(-1)).toBe('appointment.undone.v1');
    // What an undo leaves behind is no step.
    expect(code(await undo(id))).toBe('appointment.nothing_to_undo');
  });

  it('by the doctor too, and of a patient who cancelled', async () => {
    const id = idOf(await book(nextStart()));
    await step(id, 'cancel', tokens.patient);
    expect(fieldOf(await undo(id, tokens.doctor), 'status')).toBe('pending');
  });

  it('not on another day, not when something else happened, and not under another version', async () => {
    const id = await confirmed();
    expect(code(await undo(id))).toBe('appointment.nothing_to_undo');
    await step(id, 'cancel', tokens.desk);
    const stale = await api.post(`/appointments/${id}/undo`, {}, tokens.desk, { 'if-match': '"1"' });
    expect([stale.status, code(stale)]).toEqual([412, 'appointment.version_mismatch']);
    await letPassDays(id, 1);
    const before = await rowsOf(id);
    const late = await undo(id);
    expect([late.status, code(late)]).toEqual([409, 'appointment.undo_too_late']);
    expect((await undo(999_999)).status).toBe(404);
    expect(await rowsOf(id)).toEqual(before);
  });

  it('a cancellation only while the time is free, and an expired hold is not in its way', async () => {
    const start = nextStart();
    const id = idOf(await book(start));
    await step(id, 'cancel', tokens.patient);
    const hold = await api.post(
      '/appointments/holds',
      { doctorId: doctor.id, appointmentDateTime: start },
      tokens.other,
    );
    const taken = await undo(id);
    expect([taken.status, code(taken)]).toEqual([409, 'appointment.slot_taken']);
    await letExpire(db.database, idOf(hold));
    expect((await undo(id)).status).toBe(200);

    await step(id, 'cancel', tokens.patient);
    const colleague = await aDoctor(db.database);
    await book(start, tokens.patient, { doctorId: colleague.id });
    expect(code(await undo(id))).toBe('appointment.patient_busy');
  });

  it('a no-show who comes late is checked in, and a check-in ahead of the day is refused', async () => {
    const id = await confirmed();
    const early = await step(id, 'check-in', tokens.desk);
    expect([early.status, code(early)]).toEqual([409, 'appointment.not_today']);
    await letBeginNow(db.database, id);
    await step(id, 'no-show', tokens.desk);
    expect(fieldOf(await step(id, 'check-in', tokens.desk), 'status')).toBe('checked_in');
    expect(fieldOf(await undo(id), 'status')).toBe('no_show');
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

  it('changes what the visit is about without a message', async () => {
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
