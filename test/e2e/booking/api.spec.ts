import { aDoctor, aLocation, aUser, aVisitType, daily, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf, nextOf } from '../support/api.js';

let db: TestDatabase;
let gateway: App;
let notifications: App;
let api: Api;
let admin: string;
let patient: string;
let patientId: number;

beforeAll(async () => {
  db = await createDatabase();
  const { redisUrl, rabbitmqUrl } = services();
  const options = { databaseUrl: db.url, redisUrl, rabbitmqUrl, namespace: newNamespace() };
  [gateway, notifications] = await Promise.all([startGateway(options), startNotifications(options)]);
  api = apiOf(gateway.url);
  await aUser(db.database, { username: 'chief', role: 'admin' });
  patientId = (await aUser(db.database, { username: 'pat' })).id;
  [admin, patient] = await Promise.all([api.signIn('chief', password), api.signIn('pat', password)]);
}, 180_000);

afterAll(async () => {
  await Promise.all([gateway.stop(), notifications.stop()]);
  await db.drop();
});

const code = (answer: Parameters<typeof fieldOf>[0]): unknown => fieldOf(answer, 'code');

/** The free starts of a doctor on the second day from now. */
async function freeStarts(doctorId: number): Promise<string[]> {
  const day = dayFromNow(2);
  const answer = await api.get(`/doctors/${doctorId}/availability?from=${day}&to=${day}`);
  expect(answer.status).toBe(200);
  const [first] = fieldOf(answer, 'days') as { slots: { start: string }[] }[];
  return (first?.slots ?? []).map(({ start }) => start);
}

describe('accounts', () => {
  const account = { username: 'Grace', email: 'grace@clinic.example', password: 'correct horse' };

  it('are opened once for a username and an address, in any case', async () => {
    const opened = await api.post('/register', account);
    expect(opened.status).toBe(201);
    expect(opened.body).toEqual({
      id: expect.any(Number) as number,
      username: 'Grace',
      email: 'grace@clinic.example',
      name: null,
      role: 'patient',
      createdAt: expect.any(String) as string,
    });
    const stored = await db.database.client.user.findUniqueOrThrow({ where: { username: 'grace' } });
    expect(stored.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(code(await api.post('/register', { ...account, username: 'GRACE' }))).toBe('user.username_taken');
    expect(
      code(await api.post('/register', { ...account, username: 'g2', email: 'GRACE@clinic.example' })),
    ).toBe('request.invalid');
    expect(
      code(await api.post('/register', { ...account, username: 'gr2', email: 'GRACE@clinic.example' })),
    ).toBe('user.email_taken');
    expect(code(await api.post('/register', { ...account, username: 'gr3', password: 'short' }))).toBe(
      'request.invalid',
    );
  });

  it('are signed in to by username or address; everything else is refused alike', async () => {
    for (const username of ['grace', 'Grace@Clinic.example']) {
      const answer = await api.post('/login', { username, password: account.password });
      expect([answer.status, fieldOf(answer, 'expiresIn')]).toEqual([200, 900]);
    }
    const wrong = await api.post('/login', { username: 'grace', password: 'wrong' });
    const unknown = await api.post('/login', { username: 'unknown', password: 'wrong' });
    expect(wrong.status).toBe(401);
    const requestId = fieldOf(wrong, 'requestId');
    expect({ ...(unknown.body as object), requestId }).toEqual(wrong.body);
  });

  it('keep their sessions until they sign out', async () => {
    const token = await api.signIn('grace', account.password);
    expect(fieldOf(await api.get('/me', token), 'username')).toBe('Grace');
    expect((await api.post('/logout', undefined, token)).status).toBe(204);
    const after = await api.get('/me', token);
    expect([after.status, code(after)]).toEqual([401, 'auth.session_ended']);
  });

  it('are not entered with a token of another making', async () => {
    const [header = '', claims = '', signature = ''] = patient.split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const forged = [
      `${none}.${claims}.`,
      `${none}.${claims}.${signature}`,
      `${header}.${claims}.`,
      'nonsense',
    ];
    for (const token of forged) expect((await api.get('/me', token)).status).toBe(401);
    const refreshToken = fieldOf(
      await api.post('/login', { username: 'pat', password }),
      'refreshToken',
    ) as string;
    expect((await api.get('/me', refreshToken)).status).toBe(401);
  });
});

describe('the clinic', () => {
  let locationId: number;
  let visitTypeId: number;
  let doctorId: number;

  it('is set up by an admin', async () => {
    const location = await api.post('/locations', { name: 'North', timeZone: 'Europe/Berlin' }, admin);
    expect(location.status).toBe(201);
    locationId = fieldOf(location, 'id') as number;
    const visitType = await api.post('/visit-types', { name: 'Check-up' }, admin);
    expect(visitType.body).toMatchObject({
      durationMinutes: 30,
      slotIntervalMinutes: 30,
      bufferBeforeMinutes: 0,
      minimumNoticeMinutes: 0,
      horizonDays: 90,
      confirmation: 'manual',
      mode: 'in_person',
      price: null,
    });
    visitTypeId = fieldOf(visitType, 'id') as number;
    const doctor = await api.post(
      '/doctors',
      { name: 'Dr. Marie Sample', specialization: 'Neurology', locationId },
      admin,
    );
    expect(doctor.status).toBe(201);
    doctorId = fieldOf(doctor, 'id') as number;
    const offered = await api.put(`/doctors/${doctorId}/visit-types`, { visitTypeIds: [visitTypeId] }, admin);
    expect(listOf(offered).map(({ id }) => id)).toEqual([visitTypeId]);
    const windows = daily('09:00', '12:00').map((window) => ({
      ...window,
      validFrom: null,
      validTo: null,
      locationId,
    }));
    const week = await api.put(`/doctors/${doctorId}/schedule`, { windows }, admin);
    expect(week.body).toEqual({ windows, outsideHours: [], version: expect.any(Number) as unknown });
    expect(await freeStarts(doctorId)).toHaveLength(6);
  });

  it('changes a visit type without touching the rest of it', async () => {
    const changed = await api.patch(`/visit-types/${visitTypeId}`, { price: 80.5 }, admin);
    expect(changed.body).toMatchObject({
      id: visitTypeId,
      name: 'Check-up',
      durationMinutes: 30,
      price: 80.5,
    });
    const longer = await api.patch(`/visit-types/${visitTypeId}`, { durationMinutes: 60 }, admin);
    expect(longer.body).toMatchObject({ durationMinutes: 60, slotIntervalMinutes: 60, price: 80.5 });
    await api.patch(`/visit-types/${visitTypeId}`, { durationMinutes: 30 }, admin);
    expect((await api.patch(`/visit-types/${visitTypeId}`, {}, admin)).status).toBe(200);
  });

  it('finds a changed doctor at once, though searches are cached', async () => {
    const search = () => api.get('/doctors?specialization=EUROL');
    expect(listOf(await search())).toHaveLength(1);
    await api.patch(`/doctors/${doctorId}`, { name: 'Dr. Marie Example', languages: ['de', 'en'] }, admin);
    expect(listOf(await search())[0]).toMatchObject({ name: 'Dr. Marie Example', languages: ['de', 'en'] });
    await api.patch(`/locations/${locationId}`, { name: 'South' }, admin);
    expect(listOf(await search())[0]).toMatchObject({ location: { name: 'South' } });
  });

  it('closes and opens days', async () => {
    const date = dayFromNow(2);
    const added = await api.post(`/doctors/${doctorId}/exceptions`, { date, kind: 'closed' }, admin);
    expect(added.status).toBe(201);
    expect(await freeStarts(doctorId)).toEqual([]);
    const extra = await api.post(
      `/doctors/${doctorId}/exceptions`,
      { date, kind: 'extra', start: '18:00' },
      admin,
    );
    expect([extra.status, code(extra)]).toEqual([422, 'request.invalid']);
    expect(
      (await api.delete(`/doctors/${doctorId}/exceptions/${String(fieldOf(added, 'id'))}`, admin)).status,
    ).toBe(204);
    expect(await freeStarts(doctorId)).toHaveLength(6);
  });

  it('closes a whole location, and tells why a time is not free', async () => {
    const date = dayFromNow(2);
    const path = `/locations/${locationId}/closures`;
    const [first = ''] = await freeStarts(doctorId);
    const explain = async () => {
      const answer = await api.get(
        `/doctors/${doctorId}/availability/explain?at=${encodeURIComponent(first)}`,
      );
      return [
        fieldOf(answer, 'bookable'),
        (fieldOf(answer, 'reasons') as { code: string }[]).map((reason) => reason.code),
      ];
    };
    expect(await explain()).toEqual([true, []]);
    const closure = { date, name: 'Holiday' };
    expect((await api.post(path, closure, patient)).status).toBe(403);
    const added = await api.post(path, closure, admin);
    expect([added.status, added.body]).toEqual([
      201,
      { ...closure, id: fieldOf(added, 'id'), start: null, end: null, outsideHours: [] },
    ]);
    expect(await freeStarts(doctorId)).toEqual([]);
    expect(await explain()).toEqual([false, ['closed']]);
    const refused = await api.post('/appointments', { doctorId, appointmentDateTime: first }, patient);
    expect([refused.status, code(refused)]).toEqual([422, 'appointment.closed']);
    expect((await api.delete(`${path}/${String(fieldOf(added, 'id'))}`, admin)).status).toBe(204);
    expect((await api.get(path, admin)).body).toEqual([]);
    expect((await api.delete(`${path}/${String(fieldOf(added, 'id'))}`, admin)).status).toBe(404);
    for (const wrong of [
      { ...closure, start: '10:00' },
      { ...closure, start: '10:00', end: '10:00' },
    ]) {
      expect((await api.post(path, wrong, admin)).status).toBe(422);
    }
  });

  it.each([
    ['0001-01-01T00:00:00Z', 'in_past'],
    ['-200000-01-01T00:00:00Z', 'in_past'],
    ['+275000-01-01T00:00:00Z', 'beyond_horizon'],
  ])('explains %s without reading that far', async (at, reason) => {
    const answer = await api.get(`/doctors/${doctorId}/availability/explain?at=${encodeURIComponent(at)}`);
    expect(fieldOf(answer, 'reasons')).toMatchObject([{ code: reason }]);
  });

  it('refuses what makes no sense and keeps the week as it was', async () => {
    const path = `/doctors/${doctorId}/schedule`;
    const before = await api.get(path);
    const monday = { weekday: 1, start: '09:00', end: '12:00' };
    const wrong = [
      [{ ...monday, end: '09:00' }],
      [monday, monday],
      [{ ...monday, start: '24:30' }],
      [{ ...monday, weekday: 8 }],
      [{ ...monday, validFrom: '2026-02-30' }],
      [{ ...monday, validFrom: '2026-03-01', validTo: '2026-02-01' }],
      Array.from({ length: 201 }, () => monday),
    ];
    for (const windows of wrong) {
      const answer = await api.put(path, { windows }, admin);
      expect([answer.status, code(answer)]).toEqual([422, 'request.invalid']);
    }
    expect((await api.get(path)).body).toEqual(before.body);
    expect((await api.post('/locations', { name: 'X', timeZone: 'Mars/Base' }, admin)).status).toBe(422);
    expect(
      (await api.post('/doctors', { name: 'X', specialization: 'Y', locationId: 999_999 }, admin)).status,
    ).toBe(422);
  });

  it('is changed by admins alone; a doctor minds their own hours only', async () => {
    const doctorsAccount = await aUser(db.database, { username: 'ownhours', role: 'doctor' });
    const own = await aDoctor(database(), { userId: doctorsAccount.id });
    const token = await api.signIn('ownhours', password);
    const windows = daily('08:00', '09:00');
    expect((await api.put(`/doctors/${own.id}/schedule`, { windows }, token)).status).toBe(200);
    expect((await api.put(`/doctors/${doctorId}/schedule`, { windows }, token)).status).toBe(403);
    expect((await api.put(`/doctors/${own.id}/schedule`, { windows }, patient)).status).toBe(403);
    for (const path of ['/locations', '/doctors', '/visit-types']) {
      expect((await api.post(path, {}, patient)).status).toBe(403);
      expect((await api.post(path, {})).status).toBe(401);
    }
  });
});

const database = () => db.database;

describe('searching doctors', () => {
  it('walks all pages in order, each doctor once', async () => {
    const location = await aLocation(database());
    for (let index = 0; index < 7; index += 1) {
      await aDoctor(database(), {
        name: `Walker ${index % 3}`,
        specialization: 'Podology',
        locationId: location.id,
      });
    }
    const seen: string[] = [];
    let path: string | undefined = '/v1/doctors?specialization=podo&limit=3';
    for (let page = 0; path !== undefined && page < 10; page += 1) {
      const answer = await api.get(path);
      seen.push(...listOf(answer).map(({ name, id }) => `${String(name)} ${String(id).padStart(9)}`));
      path = nextOf(answer);
    }
    expect(seen).toHaveLength(7);
    expect(seen).toEqual([...new Set(seen)].sort());
  });

  it('takes what is typed literally', async () => {
    for (const text of ['%', '_', '\\', "'; DROP TABLE doctors; --"]) {
      expect((await api.get(`/doctors?specialization=${encodeURIComponent(text)}`)).body).toEqual([]);
    }
    expect(listOf(await api.get('/specializations'))).toContain('Podology');
  });

  it('narrows by location, language and kind of visit', async () => {
    const video = await aVisitType(database(), { mode: 'video' });
    const doctor = await aDoctor(database(), {
      specialization: 'Narrow',
      languages: ['pt-BR'],
      visitTypeIds: [video.id],
    });
    const { id: locationId } = await aLocation(database());
    await aDoctor(database(), { specialization: 'Narrow', locationId });
    await api.patch(`/doctors/${doctor.id}`, {}, admin);
    for (const query of ['language=pt-BR', 'mode=video', `location=${doctor.locationId}`]) {
      const found = listOf(await api.get(`/doctors?specialization=narrow&${query}`));
      expect(found.map(({ id }) => id)).toEqual([doctor.id]);
    }
  });
});

describe('availability', () => {
  it('is told in the zone that is asked for', async () => {
    const location = await aLocation(database(), { timeZone: 'Pacific/Auckland' });
    const doctor = await aDoctor(database(), { locationId: location.id, schedule: daily('09:00', '09:30') });
    const day = dayFromNow(5);
    const path = `/doctors/${doctor.id}/availability?from=${day}&to=${day}`;
    const here = await api.get(path);
    expect(here.body).toMatchObject({ timeZone: 'Pacific/Auckland', days: [{ date: day, slots: [{}] }] });
    const there = await api.get(`${path}&timeZone=America/Los_Angeles`);
    const [start] =
      (fieldOf(there, 'days') as { slots: { start: string }[] }[])[0]?.slots.map((slot) => slot.start) ?? [];
    // 09:00 in Auckland is the day before in Los Angeles, so the slot of this date is that of the next morning.
    const local = new Date(start ?? '').toLocaleDateString('sv-SE', { timeZone: 'America/Los_Angeles' });
    expect(local).toBe(day);
  });

  it('looks ahead for the next free start', async () => {
    const doctor = await aDoctor(database(), { schedule: [] });
    const path = `/doctors/${doctor.id}/availability`;
    expect(fieldOf(await api.get(path), 'nextAvailable')).toBeNull();
    const date = dayFromNow(40);
    await api.post(
      `/doctors/${doctor.id}/exceptions`,
      { date, kind: 'extra', start: '10:00', end: '11:00' },
      admin,
    );
    const answer = await api.get(path);
    expect(fieldOf(answer, 'nextAvailable')).toBe(`${date}T10:00:00.000Z`);
    expect((fieldOf(answer, 'days') as { slots: unknown[] }[]).flatMap(({ slots }) => slots)).toEqual([]);
  });

  it.each([
    'from=2026-12-02&to=2026-12-01',
    'from=2026-01-01&to=2026-02-01',
    'timeZone=Nowhere',
    'from=2026-02-30',
    'visitTypeId=x',
  ])('refuses %s', async (query) => {
    const doctor = await aDoctor(database());
    expect((await api.get(`/doctors/${doctor.id}/availability?${query}`)).status).toBe(422);
  });
});

describe('appointments', () => {
  it('are refused outside the rules, and nothing is written', async () => {
    const doctor = await aDoctor(database(), {
      visitTypeIds: [(await aVisitType(database(), { minimumNoticeMinutes: 24 * 60, horizonDays: 10 })).id],
      schedule: daily('00:00', '00:00'),
    });
    const other = await aVisitType(database());
    const at = (days: number, time: string) => ({
      doctorId: doctor.id,
      appointmentDateTime: `${dayFromNow(days)}T${time}Z`,
    });
    const soon = new Date(Math.ceil((Date.now() + 60_000) / 1_800_000) * 1_800_000).toISOString();
    const refused: [unknown, number, string][] = [
      [at(-1, '10:00:00'), 422, 'appointment.in_past'],
      [{ ...at(0, '10:00:00'), appointmentDateTime: soon }, 422, 'appointment.too_soon'],
      [at(12, '10:00:00'), 422, 'appointment.beyond_horizon'],
      [at(50_000, '10:00:00'), 422, 'appointment.beyond_horizon'],
      [at(3, '10:10:00'), 422, 'appointment.off_grid'],
      [at(3, '10:00:00.001'), 422, 'appointment.off_grid'],
      [{ ...at(3, '10:00:00'), visitTypeId: other.id }, 422, 'appointment.visit_type_not_offered'],
      [{ ...at(3, '10:00:00'), doctorId: 999_999 }, 404, 'doctor.not_found'],
      [{ ...at(3, '10:00:00'), userId: patientId + 1 }, 403, 'appointment.not_for_others'],
    ];
    for (const [body, status, expected] of refused) {
      const answer = await api.post('/appointments', body, patient);
      expect([answer.status, code(answer)]).toEqual([status, expected]);
    }
    expect(await database().client.appointment.count({ where: { doctorId: doctor.id } })).toBe(0);
  });

  it('keep their buffers, also through the API', async () => {
    const visitType = await aVisitType(database(), {
      durationMinutes: 30,
      slotIntervalMinutes: 10,
      bufferAfterMinutes: 10,
    });
    const doctor = await aDoctor(database(), { visitTypeIds: [visitType.id] });
    await aUser(database(), { username: 'buffered' });
    const other = await api.signIn('buffered', password);
    const book = (time: string, token: string) =>
      api.post(
        '/appointments',
        { doctorId: doctor.id, appointmentDateTime: `${dayFromNow(2)}T${time}:00Z` },
        token,
      );
    expect((await book('10:00', patient)).status).toBe(201);
    const inside = await book('10:30', other);
    expect([inside.status, code(inside)]).toEqual([409, 'appointment.slot_taken']);
    expect(listOf({ ...inside, body: fieldOf(inside, 'alternatives') })).toHaveLength(3);
    expect((await book('10:40', other)).status).toBe(201);
  });

  it('wait for the doctor or are confirmed at once, as the visit type says', async () => {
    for (const [confirmation, status] of [
      ['manual', 'pending'],
      ['instant', 'confirmed'],
    ] as const) {
      const doctor = await aDoctor(database(), {
        visitTypeIds: [(await aVisitType(database(), { confirmation })).id],
      });
      const [start = ''] = (await freeStarts(doctor.id)).slice(confirmation === 'manual' ? 0 : 1);
      const booked = await api.post(
        '/appointments',
        { doctorId: doctor.id, appointmentDateTime: start, reason: 'cough' },
        patient,
      );
      expect([booked.status, booked.headers.get('etag')]).toEqual([201, '"1"']);
      expect(booked.body).toMatchObject({
        userId: patientId,
        status,
        reason: 'cough',
        version: 1,
        timeZone: 'UTC',
      });
      const id = fieldOf(booked, 'id') as number;
      const history = await database().client.appointmentHistory.findMany({ where: { appointmentId: id } });
      expect(history).toMatchObject([{ version: 1, fromStatus: null, toStatus: status, actorId: patientId }]);
      const event = await database().client.outboxEvent.findFirstOrThrow({
        where: { data: { path: ['appointmentId'], equals: id } },
      });
      expect(event).toMatchObject({
        type: 'appointment.booked.v1',
        data: { appointmentId: id, version: 1, doctorId: doctor.id },
      });
    }
  });

  it('are booked for others by the front desk', async () => {
    await aUser(database(), { username: 'desk', role: 'staff' });
    const desk = await api.signIn('desk', password);
    const doctor = await aDoctor(database());
    const [start] = await freeStarts(doctor.id);
    const body = { doctorId: doctor.id, appointmentDateTime: start };
    const unknown = await api.post('/appointments', { ...body, userId: 999_999 }, desk);
    expect([unknown.status, code(unknown)]).toEqual([422, 'appointment.unknown_patient']);
    const other = await aUser(database());
    expect((await api.post('/appointments', { ...body, userId: other.id }, desk)).body).toMatchObject({
      userId: other.id,
    });
  });

  it('are seen by their patient, their doctor and staff alone', async () => {
    const account = await aUser(database(), { username: 'seeing', role: 'doctor' });
    const doctor = await aDoctor(database(), { userId: account.id });
    await aUser(database(), { username: 'stranger' });
    const [stranger, doctors] = await Promise.all([
      api.signIn('stranger', password),
      api.signIn('seeing', password),
    ]);
    const starts = await freeStarts(doctor.id);
    const ids: number[] = [];
    for (const start of starts.slice(3, 6)) {
      const booked = await api.post(
        '/appointments',
        { doctorId: doctor.id, appointmentDateTime: start },
        patient,
      );
      ids.push(fieldOf(booked, 'id') as number);
    }
    const missing = await api.get('/appointments/999999', stranger);
    const foreign = await api.get(`/appointments/${String(ids[0])}`, stranger);
    expect([foreign.status, code(foreign), fieldOf(foreign, 'detail')]).toEqual([
      404,
      code(missing),
      fieldOf(missing, 'detail'),
    ]);
    expect((await api.post(`/appointments/${String(ids[0])}/cancel`, {}, stranger)).status).toBe(404);
    expect((await api.get('/appointments', stranger)).body).toEqual([]);
    expect((await api.get(`/appointments?userId=${patientId}`, stranger)).body).toEqual([]);
    for (const token of [patient, doctors, admin]) {
      const first = await api.get(`/appointments?doctorId=${doctor.id}&limit=2`, token);
      const second = await api.get(nextOf(first) ?? '', token);
      expect([...listOf(first), ...listOf(second)].map(({ id }) => id)).toEqual(ids);
      expect(nextOf(second)).toBeUndefined();
      const last = await api.get(`/appointments?doctorId=${doctor.id}&limit=2&order=desc`, token);
      const rest = await api.get(nextOf(last) ?? '', token);
      expect([...listOf(last), ...listOf(rest)].map(({ id }) => id)).toEqual([...ids].reverse());
      expect(nextOf(rest)).toBeUndefined();
    }
    const from = encodeURIComponent(starts[4] ?? '');
    expect(listOf(await api.get(`/appointments?doctorId=${doctor.id}&from=${from}`, patient))).toHaveLength(
      2,
    );
    expect(listOf(await api.get(`/appointments?doctorId=${doctor.id}&to=${from}`, patient))).toHaveLength(1);
    expect(
      listOf(await api.get(`/appointments?doctorId=${doctor.id}&status=cancelled`, patient)),
    ).toHaveLength(0);
  });

  it('are cancelled once, up to the cut-off, and tell patient and doctor', async () => {
    const account = await aUser(database(), { username: 'told', role: 'doctor' });
    const strict = await aVisitType(database(), { cancelCutoffMinutes: 7 * 24 * 60 });
    const doctor = await aDoctor(database(), {
      userId: account.id,
      visitTypeIds: [(await aVisitType(database())).id, strict.id],
    });
    const doctors = await api.signIn('told', password);
    const starts = (await freeStarts(doctor.id)).slice(8);
    const book = async (visitTypeId?: number) => {
      const body = {
        doctorId: doctor.id,
        appointmentDateTime: starts.pop(),
        ...(visitTypeId && { visitTypeId }),
      };
      return fieldOf(await api.post('/appointments', body, patient), 'id') as number;
    };
    const late = await api.post(`/appointments/${await book(strict.id)}/cancel`, {}, patient);
    expect([late.status, code(late)]).toEqual([422, 'appointment.cancel_too_late']);

    const id = await book();
    const cancelled = await api.post(`/appointments/${id}/cancel`, { reason: 'travelling' }, patient);
    expect([cancelled.status, fieldOf(cancelled, 'status'), fieldOf(cancelled, 'version')]).toEqual([
      200,
      'cancelled',
      2,
    ]);
    expect((await api.post(`/appointments/${id}/cancel`, {}, doctors)).body).toEqual(cancelled.body);
    const history = listOf(await api.get(`/appointments/${id}/history`, doctors));
    expect(history).toMatchObject([
      { toStatus: 'confirmed' },
      { fromStatus: 'confirmed', toStatus: 'cancelled', reason: 'travelling', actorId: patientId },
    ]);

    for (const token of [patient, doctors]) {
      await eventually(async () => {
        const inbox = listOf(await api.get('/me/notifications?limit=100', token)).filter(
          ({ appointmentId }) => appointmentId === id,
        );
        expect(inbox.map(({ type }) => type)).toEqual(['appointment.cancelled', 'appointment.booked']);
      });
    }
  });
});
