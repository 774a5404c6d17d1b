import { aDoctor, aUser, daily, letKnow, password, type UserWithAccount } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer, call } from '../../support/http.js';
import { type App, startGateway } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { type Api, apiOf, fieldOf, listOf } from '../support/api.js';
import { tokenFor } from '../support/links.js';
import { type Account, freeStarts, idIn, signIn } from '../support/site.js';

let db: TestDatabase;
let gateway: App;
let api: Api;
let staff: Account;
let admin: Account;
let patient: Account;
let doctorId: number;
let starts: string[];

beforeAll(async () => {
  db = await createDatabase();
  gateway = await startGateway({ ...services(), databaseUrl: db.url, namespace: newNamespace() });
  api = apiOf(gateway.url);
  staff = await signIn(gateway.url, await aUser(db.database, { role: 'staff' }));
  admin = await signIn(gateway.url, await aUser(db.database, { role: 'admin' }));
  patient = await signIn(gateway.url, await aUser(db.database, { username: 'petra' }));
  doctorId = (await aDoctor(db.database)).id;
  starts = await freeStarts(gateway.url, doctorId, 70);
}, 60_000);

afterAll(async () => {
  await gateway.stop();
  await db.drop();
});

const record = (id: number): string => `/users/patients/${id}`;
const aPatient = async (body: object = {}): Promise<number> =>
  idIn(await api.post('/users/patients', { name: 'Robin Amsel', ...body }, staff.token));
/** A patient with an account who was here before. */
const aRegular = async (user: Parameters<typeof aUser>[1] = {}): Promise<UserWithAccount> => {
  const regular = await aUser(db.database, user);
  await letKnow(db.database, regular.id);
  return regular;
};
const bookFor = (userId: number, start = starts.shift()): Promise<Answer> =>
  api.post('/appointments', { doctorId, appointmentDateTime: start, userId }, staff.token);
const visitsOf = async (userId: number): Promise<unknown[]> =>
  listOf(await api.get(`/appointments?userId=${userId}&limit=100`, admin.token)).map(({ id }) => id);
const merge = (keptId: number, fromId: number, token = staff.token, version?: unknown): Promise<Answer> =>
  api.post(`${record(keptId)}/merges`, { fromId, ...(version !== undefined && { version }) }, token);
const undo = (keptId: number, merged: Answer, token = staff.token): Promise<Answer> =>
  api.post(`${record(keptId)}/merges/${idIn(merged)}/undo`, {}, token);
const codeOf = ({ status, body }: Answer): unknown[] => [
  status,
  (body as { code?: string } | undefined)?.code,
];

/** All of a patient's record that a merge may touch, but for versions and histories. */
const rowsOf = async (id: number): Promise<unknown> =>
  db.database.client.$queryRaw`
    SELECT u.name, u.birth_date, u.address, u.note, u.disabled_at IS NULL AS enabled, u.merged_into_id,
      (SELECT phone FROM notification_preferences WHERE user_id = u.id),
      ARRAY(SELECT id || ' ' || status FROM appointments WHERE user_id = u.id ORDER BY id) AS visits,
      ARRAY(SELECT id || ' ' || status FROM waitlist_entries WHERE user_id = u.id ORDER BY id) AS waiting,
      ARRAY(SELECT id FROM notifications WHERE user_id = u.id ORDER BY id) AS messages,
      ARRAY(SELECT guardian_id || ' ' || relationship FROM guardianships
        WHERE dependant_id = u.id AND ended_at IS NULL ORDER BY 1) AS guardians,
      ARRAY(SELECT dependant_id || ' ' || relationship FROM guardianships
        WHERE guardian_id = u.id AND ended_at IS NULL ORDER BY 1) AS dependants,
      ARRAY(SELECT id FROM account_links WHERE user_id = u.id AND used_at IS NULL ORDER BY id) AS links
    FROM users u WHERE u.id = ${id}`;

describe('a record that is corrected', () => {
  it('R18: says what the front desk corrected, and what it said before', async () => {
    const id = await aPatient({ name: 'Robn', phone: '+4930555777', birthDate: '1980-01-01' });
    const wrong = await api.get(record(id), staff.token);
    expect(wrong.body).toMatchObject({
      userId: id,
      name: 'Robn',
      address: null,
      note: null,
      deceasedOn: null,
    });
    const right = {
      name: 'Robin Amsel',
      birthDate: '1980-01-02',
      phone: '+4930555778',
      address: '1 High Street, Springfield',
      note: 'Hard of hearing: call, do not write',
    };
    const corrected = await api.patch(record(id), right, staff.token);
    expect([corrected.status, corrected.body]).toMatchObject([200, right]);
    expect((await api.get(record(id), staff.token)).body).toEqual(corrected.body);
    const cleared = await api.patch(record(id), { phone: null, address: ' ' }, staff.token);
    expect(cleared.body).toMatchObject({ phone: null, address: null, name: right.name });
    const changes = listOf(await api.get(`${record(id)}/changes`, staff.token));
    expect(changes.map(({ actorId, changes }) => [actorId, changes])).toEqual([
      [
        staff.id,
        {
          phone: { before: right.phone, after: null },
          address: { before: right.address, after: null },
        },
      ],
      [
        staff.id,
        {
          name: { before: 'Robn', after: right.name },
          birthDate: { before: '1980-01-01', after: right.birthDate },
          phone: { before: '+4930555777', after: right.phone },
          address: { before: null, after: right.address },
          note: { before: null, after: right.note },
        },
      ],
    ]);
    const { username } = await db.database.client.user.findUniqueOrThrow({ where: { id: staff.id } });
    expect(changes.map(({ actorName }) => actorName)).toEqual([username, username]);
    expect(await db.database.client.auditEntry.count({ where: { subjectId: id, actorId: staff.id } })).toBe(
      6,
    );
  });

  it('R18: is refused with a version that is no longer the record, and nothing is written', async () => {
    const id = await aPatient();
    const { headers } = await api.get(record(id), staff.token);
    const patch = (body: object): Promise<Answer> =>
      call('PATCH', gateway.url + record(id), {
        body,
        token: staff.token,
        headers: { 'if-match': headers.get('etag') ?? '' },
      });
    expect((await patch({ phone: '+4930555779' })).status).toBe(200);
    expect(codeOf(await patch({ name: 'Kim' }))).toEqual([412, 'request.version_mismatch']);
    expect((await api.get(record(id), staff.token)).body).toMatchObject({ name: 'Robin Amsel' });
    expect(listOf(await api.get(`${record(id)}/changes`, staff.token))).toHaveLength(1);
  });

  it('R18: an e-mail address of a patient without an account is where one is offered', async () => {
    const id = await aPatient({ email: 'robn@example.org' });
    const corrected = await api.patch(record(id), { email: 'robin@example.org' }, staff.token);
    expect(corrected.body).toMatchObject({ email: null, offeredTo: 'robin@example.org' });
    const open = await db.database.client.accountLink.findMany({ where: { userId: id, usedAt: null } });
    expect(open.map(({ email }) => email)).toEqual(['robin@example.org']);
    expect(codeOf(await api.patch(record(id), { email: 'petra@clinic.example' }, staff.token))).toEqual([
      409,
      'user.email_taken',
    ]);
  });

  it('R18: the address of an account changes once the reader of the new one agrees; until then the desk may take it back', async () => {
    const user = await aRegular({ username: 'mona' });
    const { id, token } = await signIn(gateway.url, user);
    const ask = (email: string | null): Promise<Answer> => api.patch(record(id), { email }, staff.token);
    const verify = async (email: string): Promise<unknown[]> =>
      codeOf(await api.post('/email/verify', { token: await tokenFor(db.database, email, 'email_change') }));
    const invalid = [422, 'auth.link_invalid'];

    expect((await ask('mona@elsewhere.example')).body).toMatchObject({
      email: user.email,
      pendingEmail: 'mona@elsewhere.example',
    });
    expect((await ask(user.email)).body).toMatchObject({ pendingEmail: 'mona@elsewhere.example' });
    expect((await api.get('/me', token)).body).toMatchObject({ email: user.email });
    expect((await ask(null)).body).toMatchObject({ email: user.email, pendingEmail: null });
    expect(await verify('mona@elsewhere.example')).toEqual(invalid);
    expect(codeOf(await ask('petra@clinic.example'))).toEqual([409, 'user.email_taken']);

    await ask('mona@second.example');
    expect((await ask('mona@third.example')).body).toMatchObject({ pendingEmail: 'mona@third.example' });
    expect(await verify('mona@second.example')).toEqual(invalid);
    const stop = { token: await tokenFor(db.database, user.email, 'email_change_notice') };
    expect(codeOf(await api.post('/email/undo', stop))).toEqual([204, undefined]);
    expect(await verify('mona@third.example')).toEqual(invalid);
    await ask('mona@third.example');
    expect(await verify('mona@third.example')).toEqual([204, undefined]);
    expect(await verify('mona@third.example')).toEqual(invalid);
    expect((await api.get('/me', token)).body).toMatchObject({
      email: 'mona@third.example',
      emailVerified: true,
    });
    expect((await api.get(record(id), staff.token)).body).toMatchObject({
      email: 'mona@third.example',
      pendingEmail: null,
    });
    const changes = listOf(await api.get(`${record(id)}/changes`, staff.token));
    expect(changes.map(({ actorId, changes }) => [actorId, changes])).toEqual([
      [id, { email: { before: user.email, after: 'mona@third.example' } }],
      [staff.id, { pendingEmail: { before: null, after: 'mona@third.example' } }],
      [staff.id, { pendingEmail: { before: 'mona@second.example', after: 'mona@third.example' } }],
      [staff.id, { pendingEmail: { before: null, after: 'mona@second.example' } }],
      [staff.id, { pendingEmail: { before: 'mona@elsewhere.example', after: null } }],
      [staff.id, { pendingEmail: { before: null, after: 'mona@elsewhere.example' } }],
    ]);
  });

  it('R18: another address counts for nothing once the patient took one, it was taken, or its asker has left', async () => {
    const user = await aRegular({ username: 'noam' });
    const { id, token } = await signIn(gateway.url, user);
    const clerk = await aUser(db.database, { role: 'staff' });
    const desk = await signIn(gateway.url, clerk);
    const ask = (email: string): Promise<Answer> => api.patch(record(id), { email }, desk.token);
    const verify = async (email: string): Promise<unknown[]> =>
      codeOf(await api.post('/email/verify', { token: await tokenFor(db.database, email, 'email_change') }));
    await ask('noam@first.example');
    const own = { email: 'noam@own.example', currentPassword: password };
    expect((await api.patch('/me', own, token)).status).toBe(200);
    expect((await api.get(record(id), staff.token)).body).toMatchObject({ pendingEmail: null });
    expect(await verify('noam@first.example')).toEqual([422, 'auth.link_invalid']);
    await ask('noam@taken.example');
    const taken = { username: 'other', email: 'noam@taken.example', emailVerifiedAt: new Date() };
    await aUser(db.database, taken);
    expect(await verify('noam@taken.example')).toEqual([409, 'user.email_taken']);
    await ask('noam@late.example');
    await db.database.client.user.update({ where: { id: clerk.id }, data: { role: 'patient' } });
    expect(await verify('noam@late.example')).toEqual([422, 'auth.link_invalid']);
    expect((await api.get('/me', token)).body).toMatchObject({ email: own.email });
  });

  it('is for the front desk, and about patients', async () => {
    const id = await aPatient();
    for (const path of ['', '/changes', '/merges', '/merge-preview?from=1'])
      expect(codeOf(await api.get(record(patient.id) + path, patient.token))).toEqual([
        403,
        'auth.forbidden',
      ]);
    expect(codeOf(await api.patch(record(id), { name: 'Kim' }, patient.token))).toEqual([
      403,
      'auth.forbidden',
    ]);
    for (const other of [staff.id, 999_999]) {
      expect(codeOf(await api.get(record(other), staff.token))).toEqual([404, 'patient.not_found']);
      expect(codeOf(await api.patch(record(other), { name: 'Kim' }, staff.token))).toEqual([
        404,
        'patient.not_found',
      ]);
    }
    for (const body of [
      { name: '' },
      { name: null },
      { birthDate: '1890-01-01' },
      { phone: '12' },
      { phone: '+49030555778' },
      { note: 1 },
    ])
      expect((await api.patch(record(id), body, staff.token)).status).toBe(422);
    expect((await api.get(record(id), staff.token)).body).toMatchObject({ name: 'Robin Amsel', version: 1 });
  });

  it('goes to the patient with the export of everything, and with the patient when they are erased', async () => {
    const user = await aRegular();
    const { id, token } = await signIn(gateway.url, user);
    await api.patch(record(id), { note: 'Afraid of needles', address: 'Here' }, staff.token);
    const { account } = (await api.get('/me/export', token)).body as { account: { changes: unknown[] } };
    expect(account).toMatchObject({ note: 'Afraid of needles', address: 'Here' });
    expect(account.changes).toHaveLength(1);
    expect((await api.get('/me', token)).text).not.toContain('needles');
    expect((await api.post('/me/erasure', { password: 'a long enough password' }, token)).status).toBe(204);
    expect(await db.database.client.patientChange.count({ where: { userId: id } })).toBe(0);
    expect(await db.database.client.user.findUnique({ where: { id } })).toMatchObject({
      note: null,
      address: null,
    });
    expect(codeOf(await api.get(record(id), staff.token))).toEqual([404, 'patient.not_found']);
  });
});

describe('a record that looks like another', () => {
  const born = '1961-05-17';
  const known = { name: 'Jörg Müller', birthDate: born, phone: '+4930555901' };
  let jorg: number;

  const look = (query: Record<string, string>, token = staff.token): Promise<Answer> =>
    api.get(`/users/patients/likenesses?${new URLSearchParams(query).toString()}`, token);
  const alike = (answer: Answer): unknown[] => listOf(answer).map(({ id, alike }) => [id, alike]);

  beforeAll(async () => {
    jorg = await aPatient({ ...known, email: 'joerg@example.org' });
  });

  it.each([
    ['mueller joerg', ['name', 'birthDate']],
    ['Jorg Mulller', ['name', 'birthDate']],
    ['J. Müller', ['name', 'birthDate']],
    ['Jörg Maria Müller', ['name', 'birthDate']],
  ])('R19: is shown for %s of the same birth date', async (name, traits) => {
    const answer = await look({ name, birthDate: born });
    expect(alike(answer)).toEqual([[jorg, traits]]);
    expect(listOf(answer)).toEqual([
      { id: jorg, ...known, username: null, email: null, deceasedOn: null, alike: traits },
    ]);
  });

  it('R19: is shown for the same telephone number in any writing, and for the address where an account is', async () => {
    for (const phone of ['+49 (0)30 555-901', '0049 30/555901', '+٤٩ ٣٠ ٥٥٥٩٠١'])
      expect(alike(await look({ phone, name: 'Kim' }))).toEqual([[jorg, ['phone']]]);
    expect(alike(await look({ email: 'JOERG@example.org ' }))).toEqual([[jorg, ['email']]]);
    expect(alike(await look({ email: 'petra@CLINIC.example' }))).toEqual([[patient.id, ['email']]]);
    const [mother, son] = [
      await aPatient({ name: 'Jörg Muller', birthDate: '1930-01-01', phone: known.phone }),
      await aPatient({ name: 'Jon Muller', birthDate: born }),
    ];
    expect(alike(await look(known))).toEqual([
      [jorg, ['name', 'birthDate', 'phone']],
      [mother, ['name', 'phone']],
    ]);
    expect(alike(await look({ name: 'Jon Müller', birthDate: born }))).toEqual([
      [son, ['name', 'birthDate']],
    ]);
  });

  it('R19: is not shown for a name alone, a birth date alone, or half of a number or an address', async () => {
    for (const query of [
      {},
      { name: known.name },
      { birthDate: born },
      { name: known.name, birthDate: '1961-05-18' },
      { name: 'Anna Vogel', birthDate: born },
      { phone: '+4930555' },
      { phone: 'ext' },
      { email: 'joerg@example' },
    ])
      expect([query, listOf(await look(query as Record<string, string>))]).toEqual([query, []]);
    for (const query of [
      { birthDate: 'yesterday' },
      { name: ' ' },
      { phone: '0'.repeat(51) },
      { name: 'a\nb' },
    ])
      expect((await look(query as Record<string, string>)).status).toBe(422);
  });

  it('R19: keeps none from writing a record down, and is shown beside it, but those that are merged or erased', async () => {
    const twin = { name: 'Robyn Amsel', birthDate: '1962-06-18', phone: '+4930555902' };
    const ids = [await aPatient(twin), await aPatient(twin), await aPatient(twin), await aPatient(twin)];
    const [kept = 0, dead = 0, merged = 0, erased = 0] = ids;
    const others = async (id: number): Promise<unknown[]> =>
      listOf(await api.get(`${record(id)}/likenesses`, staff.token)).map(({ id, deceasedOn }) => [
        id,
        deceasedOn,
      ]);
    expect(await others(kept)).toEqual([dead, merged, erased].map((id) => [id, null]));
    await api.put(`${record(dead)}/death`, { on: '2026-01-01' }, staff.token);
    expect((await merge(kept, merged)).status).toBe(201);
    await db.database.client.user.update({ where: { id: erased }, data: { disabledAt: new Date() } });
    expect(await others(kept)).toEqual([[dead, '2026-01-01']]);
    expect(await others(dead)).toEqual([[kept, null]]);
    expect(alike(await look(twin))).toEqual([
      [kept, ['name', 'birthDate', 'phone']],
      [dead, ['name', 'birthDate', 'phone']],
    ]);
    expect(codeOf(await api.get(`${record(merged)}/likenesses`, staff.token))).toEqual([
      409,
      'patient.merged',
    ]);
    for (const none of [erased, staff.id, 999_999])
      expect(codeOf(await api.get(`${record(none)}/likenesses`, staff.token))).toEqual([
        404,
        'patient.not_found',
      ]);
  });

  it('R19: shows ten at most, those first that have the most in common', async () => {
    const shared = { phone: '+4930555903', birthDate: '1963-07-19' };
    for (let n = 0; n < 11; n += 1)
      await aPatient({ ...shared, name: `Noor ${String.fromCharCode(97 + n)}` });
    const same = await aPatient({ ...shared, name: 'Uli Specht' });
    const found = alike(await look({ ...shared, name: 'Specht, Uli' }));
    expect(found).toHaveLength(10);
    expect(found[0]).toEqual([same, ['name', 'birthDate', 'phone']]);
  });

  it('is for the front desk', async () => {
    for (const answer of [
      await look(known, patient.token),
      await api.get(`${record(patient.id)}/likenesses`, patient.token),
    ])
      expect(codeOf(answer)).toEqual([403, 'auth.forbidden']);
  });
});

describe('two records that are merged', () => {
  it('R19: shows what moves, moves it at once, and undoing puts back exactly that', async () => {
    const [kept, from] = [
      await aPatient({ phone: '+4930555001' }),
      await aPatient({ birthDate: '1980-01-02' }),
    ];
    const guardian = await aRegular();
    await db.database.client.guardianship.create({
      data: { guardianId: guardian.id, dependantId: from, relationship: 'child', createdAt: new Date() },
    });
    expect((await api.get(record(from), staff.token)).body).toMatchObject({
      guardians: [{ userId: guardian.id, name: guardian.username, phone: null, relationship: 'child' }],
    });
    const own = idIn(await bookFor(kept));
    const visits = [idIn(await bookFor(from)), idIn(await bookFor(from))];
    await api.post(`/appointments/${visits[1]}/cancel`, { reason: 'Ill' }, staff.token);
    const today = new Date().toISOString().slice(0, 10);
    const waiting = { userId: from, doctorId, from: today, to: today };
    expect((await api.post('/waitlist', waiting, staff.token)).status).toBe(201);
    const before = [await rowsOf(kept), await rowsOf(from)];
    const events = await db.database.client.outboxEvent.count();

    const preview = await api.get(`${record(kept)}/merge-preview?from=${from}`, staff.token);
    expect(preview.body).toMatchObject({
      kept: { userId: kept },
      merged: { userId: from },
      visits: 2,
      waitlistEntries: 1,
      guardianships: 1,
      endingGuardianships: 0,
      filled: ['birthDate'],
      endsAccount: false,
      conflicts: [],
    });
    expect([await rowsOf(kept), await rowsOf(from)]).toEqual(before);

    const merged = await merge(kept, from, staff.token, fieldOf(preview, 'version'));
    expect([merged.status, merged.body]).toMatchObject([
      201,
      { keptId: kept, mergedId: from, undoneAt: null },
    ]);
    expect(await visitsOf(kept)).toEqual([own, ...visits]);
    expect(await visitsOf(from)).toEqual([]);
    expect((await api.get(record(kept), staff.token)).body).toMatchObject({ birthDate: '1980-01-02' });
    expect((await api.get(record(from), staff.token)).body).toMatchObject({ mergedIntoId: kept });
    const history = listOf(await api.get(`/appointments/${visits[0]}/history`, staff.token));
    expect(history.at(-1)).toMatchObject({
      actorId: staff.id,
      fromStatus: 'confirmed',
      toStatus: 'confirmed',
      reason: 'merged',
    });
    expect(await db.database.client.outboxEvent.count()).toBe(events);
    const later = idIn(await bookFor(kept));

    expect(listOf(await api.get(`${record(kept)}/merges`, staff.token))).toEqual([merged.body]);
    expect((await undo(kept, merged)).status).toBe(204);
    expect(await rowsOf(from)).toEqual(before[1] as unknown[]);
    const [now] = (await rowsOf(kept)) as [{ visits: string[] }];
    const [then] = before[0] as [{ visits: string[] }];
    expect(now).toEqual({ ...then, visits: [...then.visits, `${later} confirmed`] });
    expect(codeOf(await undo(kept, merged))).toEqual([409, 'patient.merge_undone']);
    const changes = listOf(await api.get(`${record(from)}/changes`, staff.token));
    expect(changes.map(({ changes }) => changes)).toEqual([
      { mergedIntoId: { before: kept, after: null } },
      { mergedIntoId: { before: null, after: kept } },
    ]);
  });

  it('R19: nothing is booked or waited for with a record that was merged into another, nor is it corrected', async () => {
    const [kept, from] = [await aPatient(), await aPatient()];
    const start = starts.shift();
    const held = await api.post(
      '/appointments/holds',
      { doctorId, appointmentDateTime: start, userId: from },
      staff.token,
    );
    expect(held.status).toBe(201);
    expect((await merge(kept, from)).status).toBe(201);
    const today = new Date().toISOString().slice(0, 10);
    const wish = { doctorId, userId: from };
    const weekly = {
      ...wish,
      appointmentDateTime: starts.shift(),
      recurrence: { frequency: 'weekly', count: 2 },
    };
    for (const answer of [
      await bookFor(from),
      await api.post('/appointments/holds', { ...wish, appointmentDateTime: starts.shift() }, staff.token),
      await api.post('/appointments/series', weekly, staff.token),
      await api.post('/waitlist', { ...wish, from: today, to: today }, staff.token),
      await api.patch(record(from), { name: 'Kim' }, staff.token),
      await api.put(`${record(from)}/death`, { on: today }, staff.token),
      await merge(kept, from),
      await merge(from, kept),
    ])
      expect(codeOf(answer)).toEqual([409, 'patient.merged']);
    expect(await db.database.client.appointment.count({ where: { userId: from } })).toBe(0);
  });

  it('R19: records with visits at one time stay two, and say which', async () => {
    const [kept, from] = [await aPatient(), await aPatient()];
    const other = await aDoctor(db.database);
    const start = starts.shift();
    const [one] = [idIn(await bookFor(kept, start))];
    const two = idIn(
      await api.post(
        '/appointments',
        { doctorId: other.id, appointmentDateTime: start, userId: from },
        staff.token,
      ),
    );
    const conflicts = [
      {
        keptAppointmentId: one,
        mergedAppointmentId: two,
        appointmentDateTime: expect.any(String) as string,
        timeZone: 'UTC',
      },
    ];
    const preview = await api.get(`${record(kept)}/merge-preview?from=${from}`, staff.token);
    expect(preview.body).toMatchObject({ conflicts });
    const before = [await rowsOf(kept), await rowsOf(from)];
    const refused = await merge(kept, from);
    expect([codeOf(refused), refused.body]).toMatchObject([[409, 'patient.merge_conflict'], { conflicts }]);
    expect([await rowsOf(kept), await rowsOf(from)]).toEqual(before);
  });

  it('R19: what changed since it was looked at, the same record, others and strangers are refused, and nothing moves', async () => {
    const [kept, from] = [await aPatient(), await aPatient()];
    const preview = await api.get(`${record(kept)}/merge-preview?from=${from}`, staff.token);
    await bookFor(from);
    const before = [await rowsOf(kept), await rowsOf(from)];
    expect(codeOf(await merge(kept, from, staff.token, fieldOf(preview, 'version')))).toEqual([
      409,
      'patient.changed_meanwhile',
    ]);
    expect(codeOf(await merge(kept, kept))).toEqual([422, 'patient.merge_self']);
    for (const other of [staff.id, 999_999]) {
      expect(codeOf(await merge(kept, other))).toEqual([404, 'patient.not_found']);
      expect(codeOf(await merge(other, from))).toEqual([404, 'patient.not_found']);
    }
    expect(codeOf(await merge(kept, from, patient.token))).toEqual([403, 'auth.forbidden']);
    expect((await api.post(`${record(kept)}/merges`, { fromId: 'x' }, staff.token)).status).toBe(422);
    expect(codeOf(await api.post(`${record(kept)}/merges/999999/undo`, {}, staff.token))).toEqual([
      404,
      'patient.merge_not_found',
    ]);
    expect([await rowsOf(kept), await rowsOf(from)]).toEqual(before);
  });

  it('R19: the record with the account stays; of two accounts an admin ends one, until it is undone', async () => {
    const [first, second] = [await aRegular(), await aRegular()];
    const desk = await aPatient();
    expect(codeOf(await merge(desk, first.id))).toEqual([409, 'patient.merge_account']);
    expect(codeOf(await merge(first.id, second.id))).toEqual([403, 'patient.merge_accounts']);
    const { token } = await signIn(gateway.url, second);
    const merged = await merge(first.id, second.id, admin.token);
    expect(merged.status).toBe(201);
    expect((await api.get('/me', token)).status).toBe(401);
    const login = { username: second.username, password: 'a long enough password' };
    expect(codeOf(await api.post('/login', login))).toEqual([401, 'auth.bad_credentials']);
    const enabled = await api.patch(`/users/${second.id}`, { disabled: false }, admin.token);
    expect(codeOf(enabled)).toEqual([409, 'patient.merged']);
    expect((await undo(first.id, merged)).status).toBe(204);
    expect((await api.post('/login', login)).status).toBe(200);
  });

  it('R19: a guardian is not merged with the dependant, and those of a dependant end where the patient has an account', async () => {
    const [guardian, account] = [await aRegular(), await aRegular()];
    const dependantId = await aPatient();
    await db.database.client.guardianship.create({
      data: { guardianId: guardian.id, dependantId, relationship: 'child', createdAt: new Date() },
    });
    expect(codeOf(await merge(guardian.id, dependantId))).toEqual([409, 'patient.merge_related']);
    const merged = await merge(account.id, dependantId);
    const standing = { where: { guardianId: guardian.id, endedAt: null } };
    expect(await db.database.client.guardianship.count(standing)).toBe(0);
    await undo(account.id, merged);
    expect(await db.database.client.guardianship.findMany(standing)).toMatchObject([{ dependantId }]);
  });

  it('R19: is undone within 30 days, the last merge first, and erasing the patient erases both records', async () => {
    const user = await aRegular();
    const [middle, last] = [await aPatient({ phone: '+4930555002' }), await aPatient()];
    const inner = await merge(middle, last);
    const outer = await merge(user.id, middle);
    expect(codeOf(await undo(middle, inner))).toEqual([409, 'patient.merge_not_last']);
    const mergedAt = new Date(Date.now() - 31 * 86_400_000);
    await db.database.client.patientMerge.update({ where: { id: idIn(outer) }, data: { mergedAt } });
    expect(codeOf(await undo(user.id, outer))).toEqual([410, 'patient.merge_final']);
    const { token } = await signIn(gateway.url, user);
    expect((await api.post('/me/erasure', { password: 'a long enough password' }, token)).status).toBe(204);
    const left = await db.database.client.user.findMany({ where: { id: { in: [middle, last] } } });
    expect(left.map(({ name, mergedIntoId }) => [name, mergedIntoId])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await db.database.client.patientMerge.count({ where: { mergedId: { in: [middle, last] } } })).toBe(
      0,
    );
  });

  it('R19: whichever comes first, a merge or a booking, no visit is left with the record that was merged away', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const [kept, from] = [await aPatient(), await aPatient()];
      const race = [() => bookFor(from), () => merge(kept, from)];
      if (round % 2 === 1) race.reverse();
      const answers = await Promise.all(race.map((start) => start()));
      const [booked, merged] = round % 2 === 1 ? answers.reverse() : answers;
      expect(merged?.status).toBe(201);
      expect(await db.database.client.appointment.count({ where: { userId: from } })).toBe(0);
      expect(await visitsOf(kept)).toHaveLength(booked?.status === 201 ? 1 : 0);
      outcomes.add(String(booked?.status));
    }
    expect([...outcomes].every((status) => ['201', '409'].includes(status))).toBe(true);
  });
});

describe('a patient who died', () => {
  const today = new Date().toISOString().slice(0, 10);
  const note = (id: number, on = today, token = staff.token): Promise<Answer> =>
    api.put(`${record(id)}/death`, { on }, token);
  const takeBack = (id: number): Promise<Answer> => api.delete(`${record(id)}/death`, staff.token);

  it('R20: has no visit to come any more, cannot sign in, and is still found', async () => {
    const user = await aUser(db.database, { name: 'Toni Grau' });
    const { id, token } = await signIn(gateway.url, user);
    const visit = idIn(await bookFor(id));
    const hold = { doctorId, appointmentDateTime: starts.shift(), userId: id };
    expect((await api.post('/appointments/holds', hold, staff.token)).status).toBe(201);
    const wait = await api.post('/waitlist', { userId: id, doctorId, from: today, to: today }, staff.token);
    const noted = await note(id);
    expect([noted.status, noted.body]).toMatchObject([
      200,
      { userId: id, deceasedOn: today, calledOff: [{ appointmentId: visit }] },
    ]);
    const statuses = await db.database.client.appointment.findMany({
      where: { userId: id },
      select: { status: true, cancelledBecause: true },
      orderBy: { id: 'asc' },
    });
    // The other one was a hold.
    expect(statuses).toEqual([
      { status: 'cancelled', cancelledBecause: 'deceased' },
      { status: 'cancelled', cancelledBecause: null },
    ]);
    const history = listOf(await api.get(`/appointments/${visit}/history`, staff.token));
    expect(history.at(-1)).toMatchObject({ actorId: staff.id, toStatus: 'cancelled', reason: 'deceased' });
    expect((await api.get(`/waitlist/${idIn(wait)}`, staff.token)).body).toMatchObject({ status: 'left' });
    expect((await api.get('/me', token)).status).toBe(401);
    const login = { username: user.username, password: 'a long enough password' };
    expect((await api.post('/login', login)).status).toBe(401);
    expect(listOf(await api.get('/users/patients?q=toni%20grau', staff.token))).toMatchObject([
      { id, deceasedOn: today },
    ]);
    for (const answer of [
      await bookFor(id),
      await api.post('/appointments/holds', { ...hold, appointmentDateTime: starts.shift() }, staff.token),
      await api.post('/waitlist', { userId: id, doctorId, from: today, to: today }, staff.token),
      await api.patch(`/users/${id}`, { disabled: false }, admin.token),
    ])
      expect(codeOf(answer)).toEqual([409, 'patient.deceased']);
    expect(codeOf(await api.post(`/appointments/${visit}/undo`, {}, staff.token))).toEqual([
      409,
      'patient.deceased',
    ]);
  });

  it('nor has one whose account is disabled, or was erased', async () => {
    const disabled = await aRegular();
    const visit = idIn(await bookFor(disabled.id));
    const given = idIn(await bookFor(disabled.id));
    await api.post(`/appointments/${given}/cancel`, {}, staff.token);
    const wait = { userId: disabled.id, doctorId, from: today, to: today };
    const entry = idIn(await api.post('/waitlist', wait, staff.token));
    const erased = await aRegular();
    const { token } = await signIn(gateway.url, erased);
    expect((await api.post('/me/erasure', { password }, token)).status).toBe(204);
    expect((await api.patch(`/users/${disabled.id}`, { disabled: true }, admin.token)).status).toBe(200);
    const at = (): object => ({ doctorId, appointmentDateTime: starts.shift() });
    const rows = (): Promise<number> => db.database.client.appointment.count();
    const before = await rows();
    // Whatever time it is: walk-ins are for now.
    const { id: always } = await aDoctor(db.database, { schedule: daily('00:00', '00:00') });
    for (const { id: userId } of [disabled, erased])
      for (const [path, body] of [
        ['/appointments', { ...at(), userId }],
        ['/appointments', { specialization: 'Cardiology', appointmentDateTime: starts.shift(), userId }],
        ['/appointments/holds', { ...at(), userId }],
        ['/appointments/series', { ...at(), userId, recurrence: { frequency: 'weekly', count: 2 } }],
        ['/appointments/walk-ins', { doctorId: always, userId, overbookReason: 'Is here.' }],
        ['/waitlist', { ...wait, userId }],
      ] as const)
        expect([path, ...codeOf(await api.post(path, body, staff.token))]).toEqual([
          path,
          409,
          'patient.disabled',
        ]);
    expect(codeOf(await api.patch(`/appointments/${visit}`, at(), staff.token))).toEqual([
      409,
      'patient.disabled',
    ]);
    for (const [path, body] of [
      [`/appointments/${given}/undo`, {}],
      [`/waitlist/${entry}/offer`, at()],
    ] as const)
      expect([path, ...codeOf(await api.post(path, body, staff.token))]).toEqual([
        path,
        409,
        'patient.disabled',
      ]);
    expect(await rows()).toBe(before);
  });

  it('whichever comes first, a booking or the end of an account, both never are', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { id } = await aRegular();
      const user = await db.database.client.user.findUniqueOrThrow({ where: { id } });
      const { token } = await signIn(gateway.url, user);
      const race = [() => bookFor(id), () => api.post('/me/erasure', { password }, token)];
      if (round % 2 === 1) race.reverse();
      const answers = await Promise.all(race.map((start) => start()));
      const [booked, ended] = round % 2 === 1 ? answers.reverse() : answers;
      expect([[201, 409].includes(booked?.status ?? 0), [204, 409].includes(ended?.status ?? 0)]).toEqual([
        true,
        true,
      ]);
      expect([booked?.status, ended?.status]).not.toEqual([201, 204]);
    }
  });

  it('R20: is taken back: the account can be used again, and what was called off is listed', async () => {
    const user = await aRegular();
    const visit = idIn(await bookFor(user.id));
    await note(user.id);
    const back = await takeBack(user.id);
    expect([back.status, back.body]).toMatchObject([
      200,
      { deceasedOn: null, calledOff: [{ appointmentId: visit }] },
    ]);
    const { body } = await api.get(`/appointments/${visit}`, staff.token);
    expect(body).toMatchObject({ status: 'cancelled', cancelledBecause: null });
    expect((await signIn(gateway.url, user)).id).toBe(user.id);
    expect((await bookFor(user.id)).status).toBe(201);
    expect((await takeBack(user.id)).status).toBe(200);
    const changes = listOf(await api.get(`${record(user.id)}/changes`, staff.token));
    expect(changes.map(({ changes }) => changes)).toEqual([
      { deceasedOn: { before: today, after: null } },
      { deceasedOn: { before: null, after: today } },
    ]);
  });

  it('R20: died neither tomorrow nor before they were born, nor were they born after it', async () => {
    const id = await aPatient({ birthDate: '1980-01-02' });
    const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    for (const on of [inThreeDays, '1980-01-01', 'today', null])
      expect((await api.put(`${record(id)}/death`, { on }, staff.token)).status).toBe(422);
    expect(codeOf(await note(999_999))).toEqual([404, 'patient.not_found']);
    expect(codeOf(await note(staff.id))).toEqual([404, 'patient.not_found']);
    expect(codeOf(await note(id, today, patient.token))).toEqual([403, 'auth.forbidden']);
    expect((await api.get(record(id), staff.token)).body).toMatchObject({ deceasedOn: null, version: 1 });
    await note(id, '2020-01-01');
    expect((await api.patch(record(id), { birthDate: '2020-01-02' }, staff.token)).status).toBe(422);
    expect(codeOf(await merge(await aPatient(), id))).toEqual([409, 'patient.merge_deceased']);
  });
});
