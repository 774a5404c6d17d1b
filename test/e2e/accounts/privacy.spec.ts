import { type LinkPurpose } from '#libs/database';
import { aDoctor, aUser, password } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { type Answer } from '../../support/http.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type Api, apiOf, dayFromNow, fieldOf, listOf } from '../support/api.js';
import { type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { ids, marked, nameOf, naming, texts } from './privacy/columns.js';
import { fillEverything, mark } from './privacy/everything.js';
import { tokenFor } from '../support/links.js';

/** What must be found nowhere once it is erased, and never where no one has a right to it (SECURITY 30, 31). */
const canary = 'quetzalcoatlus';

let db: TestDatabase;
let mail: MailServer;
let apps: App[];
let api: Api;
let token: string;
let desk: string;
let userId: number;
let doctorId: number;

beforeAll(async () => {
  [db, mail] = await Promise.all([createDatabase(), startMailServer()]);
  const { redisUrl, rabbitmqUrl } = services();
  const options = {
    databaseUrl: db.url,
    redisUrl,
    rabbitmqUrl,
    namespace: newNamespace(),
    env: { SMTP_URL: mail.url },
  };
  const [gateway, notifications] = await Promise.all([startGateway(options), startNotifications(options)]);
  apps = [gateway, notifications];
  api = apiOf(gateway.url);
  const account = { username: canary, email: `${canary}@clinic.example` };
  userId = (await aUser(db.database, account)).id;
  await aUser(db.database, { username: 'desk', role: 'staff' });
  token = await api.signIn(canary, password);
  desk = await api.signIn('desk', password);
  doctorId = (await aDoctor(db.database)).id;
}, 180_000);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await Promise.all([db.drop(), mail.close()]);
});

/** Every table with a row in which a text occurs. */
async function tablesWith(text: string): Promise<string[]> {
  const { client } = db.database;
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<unknown[]>(
      `SELECT 1 FROM "${name}" t WHERE t::text ILIKE '%' || $1 || '%' LIMIT 1`,
      text,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

const book = (day: number, who: string, more: object = {}): Promise<Answer> =>
  api.post(
    '/appointments',
    {
      doctorId,
      appointmentDateTime: `${dayFromNow(day)}T09:00:00Z`,
      reason: `a cough, says ${canary}`,
      ...more,
    },
    who,
    { 'idempotency-key': `key-${day}` },
  );

const erase = (given: string, who = token, more: object = {}): Promise<Answer> =>
  api.post('/me/erasure', { password: given, ...more }, who);

it('lets everybody have all that is kept about them (SECURITY 31)', async () => {
  const booked = await book(2, token);
  expect(booked.status).toBe(201);
  const id = fieldOf(booked, 'id') as number;
  await api.get(`/appointments/${id}`, desk);
  await eventually(async () => {
    expect(listOf(await api.get('/me/notifications', token))).toHaveLength(1);
  });
  const record = await api.get('/me/export', token);
  expect(fieldOf(record, 'account')).toMatchObject({ id: userId, username: canary });
  expect(fieldOf(record, 'appointments')).toEqual([
    expect.objectContaining({ id, reason: `a cough, says ${canary}`, history: [expect.anything()] }),
  ]);
  expect(fieldOf(record, 'notifications')).toHaveLength(1);
  expect(fieldOf(record, 'sessions')).toHaveLength(1);
  expect(fieldOf(record, 'audit')).toMatchObject([
    { action: 'POST /login' },
    { action: 'GET /appointments/:id' },
  ]);
  expect(record.text).not.toContain('argon2');
  expect(fieldOf(await api.get('/me/export', desk), 'appointments')).toEqual([]);
});

it('erases no patient with a visit to come, nor without the password, nor staff', async () => {
  // The mail of the booking is on its way until it is noted as sent.
  await eventually(async () => {
    const due = { state: 'planned', dueAt: { lte: new Date() } } as const;
    await expect(db.database.client.delivery.count({ where: due })).resolves.toBe(0);
  });
  const before = await api.get('/me/export', token);
  expect(fieldOf(await erase('a wrong password'), 'code')).toBe('auth.wrong_password');
  expect(fieldOf(await erase(password), 'code')).toBe('account.has_visits');
  expect((await erase(password, desk)).status).toBe(403);
  expect((await api.get('/me/export', token)).text).toBe(before.text);
});

it('tells neither logs, metrics nor messages who a person is (SECURITY 30)', async () => {
  const events = await db.database.client.outboxEvent.findMany();
  expect(events.length).toBeGreaterThan(0);
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain(canary);
  for (const app of apps) {
    expect(app.output()).not.toContain(canary);
    expect((await apiOf(app.url).get('/metrics')).text).not.toContain(canary);
  }
});

it('erases a patient who asks for it, and cancels what is to come: nothing that is left names the patient (SECURITY 31)', async () => {
  const { client } = db.database;
  const onBehalf = await book(3, desk, { userId });
  expect(onBehalf.status).toBe(201);
  const [first] = listOf(await api.get('/appointments', token));
  const reason = `${canary} is well again`;
  expect((await api.post(`/appointments/${Number(first?.id)}/cancel`, { reason }, token)).status).toBe(200);
  await eventually(async () => {
    expect(listOf(await api.get('/me/notifications', token))).toHaveLength(3);
  });
  expect(await tablesWith(canary)).toEqual(
    expect.arrayContaining(['appointments', 'appointment_history', 'idempotency_keys', 'users']),
  );
  const audited = await client.auditEntry.count({ where: { subjectId: userId } });
  expect(audited).toBeGreaterThan(0);

  // Whoever guesses how erased accounts are called keeps none from being erased.
  const guess = `erased-${userId}`;
  const guessed = { username: guess, email: `${guess}@erased.invalid`, password };
  expect((await api.post('/register', guessed, undefined)).status).toBe(201);
  await aUser(db.database, { username: 'waiting' });
  const wait = { doctorId, from: dayFromNow(3), to: dayFromNow(3) };
  expect((await api.post('/waitlist', wait, await api.signIn('waiting', password))).status).toBe(201);
  await client.notificationPreferences.create({ data: { userId, locale: 'de', changedAt: new Date() } });

  expect((await erase(password, token, { cancelVisits: true })).status).toBe(204);

  // What is told comes by one mail to the address that there was, in the patient's language, and then the address goes.
  const told = await eventually(() => {
    const farewells = mail
      .to(`${canary}@clinic.example`)
      .filter((each) => (each.mail.subject ?? '').includes('gelöscht'));
    expect(farewells).toHaveLength(1);
    return Promise.resolve(farewells[0]);
  });
  expect(told?.mail.text).toContain('Damit wurden diese Termine abgesagt');
  expect(told?.calendar).toContain('METHOD:CANCEL');
  const id = Number(fieldOf(onBehalf, 'id'));
  await eventually(async () => {
    await expect(client.outboxEvent.count({ where: { publishedAt: null } })).resolves.toBe(0);
    await expect(tablesWith(canary)).resolves.toEqual([]);
    // The doctor and the waitlist learn of a visit that is cancelled like any other.
    await expect(
      client.waitlistOffer.count({ where: { entry: { user: { username: 'waiting' } } } }),
    ).resolves.toBe(1);
  });
  const past = await client.appointmentHistory.findMany({
    where: { appointmentId: id, toStatus: 'cancelled' },
  });
  expect(past).toEqual([expect.objectContaining({ actorId: userId, fromStatus: 'confirmed', reason: null })]);
  const events = await client.outboxEvent.findMany({ where: { type: 'appointment.cancelled.v1' } });
  expect(events.map(({ data }) => data)).toContainEqual(expect.objectContaining({ appointmentId: id }));
  const subjects = mail.to(`${canary}@clinic.example`).map((each) => each.mail.subject);
  expect(subjects.filter((subject) => subject === 'Termin abgesagt')).toEqual([]);
  await expect(client.notification.count({ where: { userId } })).resolves.toBe(0);

  expect((await api.get('/me', token)).status).toBe(401);
  expect((await api.post('/login', { username: canary, password })).status).toBe(401);
  await expect(client.auditEntry.count({ where: { subjectId: userId } })).resolves.toBe(audited);
  await expect(client.appointment.count({ where: { userId } })).resolves.toBe(2);
});

it('exports and erases what every column holds, as it is decided for each', async () => {
  const { database } = db;
  const { person, ids: people } = await fillEverything(database);
  // A person about whom a column says nothing would prove nothing.
  await expect(marked(database)).resolves.toEqual(texts.map(nameOf));
  await expect(naming(database, people)).resolves.toEqual(ids.map(nameOf));

  // Its second factor has no secret that anything could be computed from.
  await database.client.secondFactor.updateMany({
    where: { userId: person.id },
    data: { confirmedAt: null },
  });
  const who = await api.signIn(person.username, password);
  const { text } = await api.get('/me/export', who);
  const exported = texts.filter((column) => text.includes(mark(nameOf(column))));
  expect(exported.map(nameOf)).toEqual(texts.filter((each) => each.export === 'exported').map(nameOf));

  expect((await erase(password, who)).status).toBe(204);
  const kept = (columns: typeof texts): string[] =>
    columns.filter(({ erasure }) => erasure === 'kept').map(nameOf);
  await eventually(async () => {
    await expect(
      database.client.delivery.count({ where: { occasion: 'erased', state: 'planned' } }),
    ).resolves.toBe(0);
  });
  await expect(marked(database)).resolves.toEqual(kept(texts));
  await expect(naming(database, people)).resolves.toEqual(kept(ids));
  await expect(tablesWith('marked-')).resolves.toEqual(
    [...new Set(kept(texts).map((name) => name.split('.')[0]))].sort(),
  );
});

it('keeps the last mail to a person under no account, and no longer than there is a try to come', async () => {
  const { client } = db.database;
  const { id } = await aUser(db.database);
  const now = new Date();
  const letter = {
    email: 'gone@clinic.example',
    locale: 'en',
    timeZone: null,
    about: 'self',
    appointmentIds: [],
  };
  const due = new Date(now.getTime() + 60_000);
  const row = {
    occasion: 'erased',
    channel: 'email',
    letter,
    createdAt: now,
    dueAt: due,
    expiresAt: due,
  } as const;
  for (const [key, wrong] of Object.entries({ ofUser: { userId: id }, sent: { state: 'sent' as const } }))
    await expect(client.delivery.create({ data: { ...row, key, ...wrong } })).rejects.toThrow(
      'deliveries_letter',
    );
  await client.delivery.create({ data: { ...row, key: 'right' } });
  await client.delivery.deleteMany({ where: { key: 'right' } });
});

it('lets the name and the address be taken again', async () => {
  const account = { username: canary, email: `${canary}@clinic.example`, password };
  expect((await api.post('/register', account, undefined)).status).toBe(201);
});

describe('an address that an account has', () => {
  let gateway: Api;
  let count = 0;

  beforeAll(() => {
    gateway = apiOf(apps[0]?.url ?? '');
  });

  const own = 'a password of my own';

  /** An account whose address no link has proven. */
  async function registered(email: string): Promise<{ id: number; username: string; token: string }> {
    count += 1;
    const username = `newcomer-${count}`;
    const answer = await gateway.post('/register', { username, email, password: own });
    expect(answer).toMatchObject({ status: 201, body: { username, email, role: 'patient' } });
    return { id: fieldOf(answer, 'id') as number, username, token: await gateway.signIn(username, own) };
  }

  const verify = async (email: string, purpose: LinkPurpose = 'email_verification'): Promise<Answer> =>
    gateway.post('/email/verify', { token: await tokenFor(db.database, email, purpose) });

  const whoSignsIn = async (username: string, given: string): Promise<unknown> => {
    const answer = await gateway.post('/login', { username, password: given });
    if (answer.status !== 200) return fieldOf(answer, 'code');
    return fieldOf(await gateway.get('/me', fieldOf(answer, 'token') as string), 'id');
  };

  const mailsTo = (address: string) =>
    mail.mails.filter(({ to }) => to.toLowerCase() === address.toLowerCase());
  const subjectsTo = (address: string) => mailsTo(address).map((each) => each.mail.subject);

  it('is answered like any other, and the mail says the rest: it has one, and nothing takes it over', async () => {
    const { id, email } = await aUser(db.database, { emailVerifiedAt: new Date() });
    const stranger = await registered(email.toUpperCase());
    const newcomer = await registered('known-to-none@clinic.example');
    for (const { id: theirs, token: theirToken } of [stranger, newcomer]) {
      expect((await gateway.get('/me', theirToken)).body).toMatchObject({ id: theirs, emailVerified: false });
      expect((await gateway.post('/me/email/verification', undefined, theirToken)).status).toBe(202);
    }
    await eventually(() => {
      expect(subjectsTo('known-to-none@clinic.example')).toEqual(
        Array(2).fill('Confirm your e-mail address'),
      );
      expect(subjectsTo(email)).toEqual(Array(2).fill('You have an account already'));
      return Promise.resolve();
    });
    expect(mailsTo(email)[0]?.mail.text).not.toContain('#token=');
    await expect(whoSignsIn(email, password)).resolves.toBe(id);
    await expect(whoSignsIn(email, own)).resolves.toBe(stranger.id);
    await expect(whoSignsIn('known-to-none@clinic.example', own)).resolves.toBe(newcomer.id);

    // Nothing that happens to the other account is told there, and no link of the account goes with it.
    await book(5, stranger.token);
    expect((await gateway.post('/password/forgot', { email })).status).toBe(202);
    const news = { userId: stranger.id, channel: 'email', linkId: null } as const;
    await eventually(async () => {
      const rows = await db.database.client.delivery.findMany({ where: news });
      expect(rows.map(({ state, reason }) => [state, reason])).toContainEqual(['skipped', 'no_address']);
      expect(rows.map(({ state }) => state)).not.toContain('sent');
    });
    expect(
      (await gateway.post('/me/erasure', { password: own, cancelVisits: true }, stranger.token)).status,
    ).toBe(204);
    await expect(db.database.client.accountLink.count({ where: { userId: id } })).resolves.toBe(1);
    await expect(whoSignsIn(email, password)).resolves.toBe(id);
  });

  it('belongs to the account whose reader proves it, and stays there', async () => {
    const email = 'claimed@clinic.example';
    const first = await registered(email);
    const proofOfFirst = await tokenFor(db.database, email, 'email_verification');
    const second = await registered(email);
    expect((await verify(email)).status).toBe(204);
    await expect(whoSignsIn(email, own)).resolves.toBe(second.id);
    const late = await gateway.post('/email/verify', { token: proofOfFirst });
    expect([late.status, fieldOf(late, 'code')]).toEqual([409, 'user.email_taken']);
    expect((await gateway.post('/me/email/verification', undefined, first.token)).status).toBe(202);
    await expect(verify(email, 'email_known')).resolves.toMatchObject({ status: 422 });
    expect((await gateway.post('/password/forgot', { email })).status).toBe(202);
    const reset = await db.database.client.accountLink.findMany({
      where: { email, purpose: 'password_reset' },
    });
    expect(reset.map(({ userId: whose }) => whose)).toEqual([second.id]);
    expect(fieldOf(await gateway.get('/me', first.token), 'emailVerified')).toBe(false);
  });

  it('is not kept by who had it without proof, nor named to keep the clinic from inviting its reader', async () => {
    const { id, email } = await aUser(db.database);
    const reader = await registered(email);
    await expect(whoSignsIn(email, password)).resolves.toBe(id);
    expect((await verify(email)).status).toBe(204);
    await expect(whoSignsIn(email, own)).resolves.toBe(reader.id);

    await registered('future-staff@clinic.example');
    await aUser(db.database, { username: 'chief', role: 'admin' });
    const chief = await gateway.signIn('chief', password);
    const invitation = { email: 'future-staff@clinic.example', role: 'staff' };
    expect((await gateway.post('/users/invitations', invitation, chief)).status).toBe(201);
    const accepted = await gateway.post('/invitations/accept', {
      token: await tokenFor(db.database, invitation.email, 'invitation'),
      username: 'future-staff',
      password: own,
    });
    expect(accepted.status).toBe(201);
    await expect(whoSignsIn(invitation.email, own)).resolves.toBe(fieldOf(accepted, 'id'));
  });

  it('can be named for an account that had another one, which answers alike', async () => {
    const { email } = await aUser(db.database, { emailVerifiedAt: new Date() });
    const { token: theirs } = await registered('moving@clinic.example');
    const moved = await gateway.patch('/me', { email, currentPassword: own }, theirs);
    expect(moved).toMatchObject({ status: 200, body: { email, emailVerified: false } });
    await eventually(() => {
      expect(subjectsTo(email)).toEqual(['You have an account already']);
      return Promise.resolve();
    });
  });

  it('is no way to guess at its password for nothing: to open another account by it counts as a guess', async () => {
    const { email } = await aUser(db.database, { emailVerifiedAt: new Date() });
    for (const named of [email, 'guessed-at@clinic.example']) {
      const { username } = await registered(named);
      const statuses: number[] = [];
      for (let guess = 0; guess < 6; guess += 1)
        statuses.push((await gateway.post('/login', { username: named, password: own })).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
      await gateway.signIn(username, own);
    }
  });
});
