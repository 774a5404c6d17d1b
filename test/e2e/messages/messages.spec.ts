import { createECDH, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import webPush from 'web-push';
import { inboxSignal } from '#libs/notifications';
import { aDoctor, aLocation, aUser, daily, password, type UserWithAccount } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { raisedLimits } from '../../support/limits.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type HttpListener, startHttpListener } from '../support/listeners/http-listener.js';
import { type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { type Api, apiOf, fieldOf, listOf } from '../support/api.js';
import { openStream, streamIn } from '../support/event-stream.js';
import { freeStarts, signIn } from '../support/site.js';

const patience = 180_000;
const mostStreams = 4;
const smsSecret = 'only for tests, between the gateway and us';

let clinic: TestDatabase;
let mail: MailServer;
let provider: HttpListener;
let gateways: [App, App];
let sender: App;
let api: Api;
let doctor: { id: number; userId: number };
let locationId: number;
let starts: string[];

beforeAll(async () => {
  [clinic, mail, provider] = await Promise.all([createDatabase(), startMailServer(), startHttpListener()]);
  const vapid = webPush.generateVAPIDKeys();
  const options = {
    ...services(),
    databaseUrl: clinic.url,
    namespace: newNamespace(),
    env: {
      ...raisedLimits,
      QUOTA_STREAMS_PER_ACCOUNT: String(mostStreams),
      SMTP_URL: mail.url,
      SMS_URL: `${provider.url}/sms`,
      SMS_SECRET: smsSecret,
      VAPID_PUBLIC_KEY: vapid.publicKey,
      VAPID_PRIVATE_KEY: vapid.privateKey,
      PUSH_SERVICES: provider.host,
    },
  };
  [gateways, sender] = await Promise.all([
    Promise.all([startGateway(options), startGateway(options)]),
    // Mails may name another address than the one that the gateways are reached at.
    startNotifications({ ...options, env: { ...options.env, PUBLIC_URL: 'https://mails.clinic.example' } }),
  ]);
  api = apiOf(gateways[0].url);
  const { id: userId } = await aUser(clinic.database, { role: 'doctor', username: 'lovelace' });
  ({ id: locationId } = await aLocation(clinic.database));
  const { id } = await aDoctor(clinic.database, { userId, locationId, schedule: daily('00:00', '00:00') });
  doctor = { id, userId };
  starts = (await freeStarts(gateways[0].url, id, 120)).slice(60);
}, patience);

afterAll(async () => {
  await Promise.all([...gateways, sender].map((app) => app.stop()));
  await Promise.all([mail.close(), provider.close()]);
  await clinic.drop();
});

interface Person extends UserWithAccount {
  readonly token: string;
}

async function aPerson(user: Partial<UserWithAccount> = {}): Promise<Person> {
  const account = await aUser(clinic.database, user);
  return { ...account, ...(await signIn(gateways[0].url, account)) };
}

/** @param userId a dependant of the person */
async function bookFor({ token }: Person, userId?: number): Promise<number> {
  const wish = { doctorId: doctor.id, appointmentDateTime: starts.shift(), userId };
  const answer = await api.post('/appointments', wish, token);
  expect(answer.status).toBe(201);
  return fieldOf(answer, 'id') as number;
}

const patch = async ({ token }: Person, preferences: object): Promise<void> => {
  expect((await api.patch('/me/preferences', preferences, token)).status).toBe(200);
};

const aBrowser = (endpoint: string) => ({
  endpoint,
  p256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});

/** Lets a browser behind the provider take messages for a person. */
const subscribe = async ({ token }: Person, path: string): Promise<void> => {
  const answer = await api.post('/me/push-subscriptions', aBrowser(`${provider.url}${path}`), token);
  expect(answer.status).toBe(204);
};

const arrives = (address: string, subject: string) =>
  eventually(
    () => {
      const found = mail.to(address).find((each) => each.mail.subject === subject);
      if (found === undefined) throw new Error(`No mail to ${address} about ${subject}`);
      return found;
    },
    { within: 20_000 },
  );

/** The ledger as an admin reads it. */
async function ledger(admin: Person, query: string): Promise<Record<string, unknown>[]> {
  const answer = await api.get(`/deliveries?limit=100&${query}`, admin.token);
  expect(answer.status).toBe(200);
  return listOf(answer);
}

it('mails the links that accounts need, which open nothing by being opened (case 44)', async () => {
  const account = { username: 'ada', email: 'ada@clinic.example', password };
  expect((await api.post('/register', account)).status).toBe(201);
  expect((await api.post('/password/forgot', { email: account.email })).status).toBe(202);
  const { mail: proof } = await arrives(account.email, 'Confirm your e-mail address');
  const { mail: reset } = await arrives(account.email, 'Set a new password');
  const tokenIn = (text = ''): string => /#token=(\S+)/.exec(text)?.[1] ?? '';
  expect((await call('GET', `${gateways[0].url}/app/verify-email`)).status).toBeLessThan(500);
  const token = await api.signIn('ada', password);
  expect(fieldOf(await api.get('/me', token), 'emailVerified')).toBe(false);
  expect((await api.post('/email/verify', { token: tokenIn(proof.text) })).status).toBe(204);
  const change = { token: tokenIn(reset.text), newPassword: 'another long password' };
  expect((await api.post('/password/reset', change)).status).toBe(204);

  const admin = await aPerson({ role: 'admin' });
  const invitation = { email: 'grace@clinic.example', role: 'staff', locationIds: [locationId] };
  expect((await api.post('/users/invitations', invitation, admin.token)).status).toBe(201);
  const { mail: invited } = await arrives(invitation.email, 'You are invited to Docket');
  const answer = { token: tokenIn(invited.text), username: 'grace', password };
  expect((await api.post('/invitations/accept', answer)).status).toBe(201);
  // What makes a link work is kept nowhere and logged nowhere.
  const secrets = [proof, reset, invited].map(({ text }) => tokenIn(text).split('.')[1] ?? '');
  const rows = JSON.stringify([
    await clinic.database.client.delivery.findMany(),
    await clinic.database.client.outboxEvent.findMany({ select: { data: true } }),
  ]);
  for (const secret of secrets)
    expect(`${rows}${sender.output()}${gateways[0].output()}`).not.toContain(secret);
});

it('plans anew what a patient with new preferences is told, in the chosen language', async () => {
  const patient = await aPerson();
  const admin = await aPerson({ role: 'admin' });
  const id = await bookFor(patient);
  await arrives(patient.email, 'Appointment booked');
  const planned = async (): Promise<string[]> =>
    (await ledger(admin, `appointmentId=${id}&userId=${patient.id}&state=planned`))
      .map(({ channel, offsetMinutes }) => `${String(channel)} ${String(offsetMinutes)}`)
      .sort();
  expect(await planned()).toEqual(['email 1440']);
  const email = { occasions: ['cancelled', 'reminder'], reminderMinutes: [90, 600] };
  await patch(patient, {
    locale: 'ar',
    phone: '+4930123456',
    sms: { ...email, reminderMinutes: [60] },
    email,
  });
  await eventually(async () => {
    expect(await planned()).toEqual(['email 600', 'email 90', 'sms 60']);
  });
  expect((await api.post(`/appointments/${id}/cancel`, undefined, patient.token)).status).toBe(200);
  const { mail: cancelled } = await arrives(patient.email, 'تم إلغاء الموعد');
  expect(cancelled.html).toContain('dir="rtl"');
  await eventually(async () => {
    expect(await planned()).toEqual([]);
  });
  const half = await api.patch('/me/preferences', { quietFrom: '22:00' }, patient.token);
  expect(half.status).toBe(422);
});

it('stops mails by one click, and never because a link was opened (RFC 8058, case 44)', async () => {
  const patient = await aPerson();
  await bookFor(patient);
  const { mail: booked } = await arrives(patient.email, 'Appointment booked');
  const headers = new Map(booked.headers.map(({ key, value }) => [key, value]));
  expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const path = new URL(headers.get('list-unsubscribe')?.replace(/[<>]/g, '') ?? '').pathname;
  const occasions = async (): Promise<unknown> =>
    (fieldOf(await api.get('/me/preferences', patient.token), 'email') as { occasions: string[] }).occasions;
  const before = await occasions();
  expect(before).toContain('booked');
  const url = `${gateways[0].url}${path}`;
  for (const method of ['GET', 'HEAD']) expect((await call(method, url)).status).toBe(200);
  expect(await occasions()).toEqual(before);
  const form = {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  };
  expect((await call('POST', url, form)).status).toBe(200);
  expect(await occasions()).not.toContain('booked');
  const forged = url.replace(`/${patient.id}.`, `/${patient.id + 1}.`);
  expect((await call('POST', forged, form)).status).toBe(404);
  // Other routes take no forms, which any page can send.
  expect((await call('POST', `${gateways[0].url}/login`, form)).status).toBe(415);
});

it('sends text messages past a gateway that fails, and believes its signed reports alone (case 42)', async () => {
  const [patient, numberless, admin] = [await aPerson(), await aPerson(), await aPerson({ role: 'admin' })];
  const sms = { occasions: ['booked'], reminderMinutes: [] };
  await patch(patient, { phone: '+4930123456', sms });
  await patch(numberless, { sms });
  const answers = [
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 500 },
    { status: 201, body: '{"id":"sms-1"}' },
  ];
  provider.requests.length = 0;
  provider.behave = () => answers.shift() ?? { status: 201 };
  const ids = [await bookFor(patient), await bookFor(numberless)] as const;
  const smsOf = (id: number) => ledger(admin, `appointmentId=${id}&channel=sms`);
  await eventually(
    async () => {
      expect(await smsOf(ids[0])).toMatchObject([{ state: 'sent', attempts: 3 }]);
      expect(await smsOf(ids[1])).toMatchObject([{ state: 'skipped', reason: 'no_address' }]);
    },
    { within: 20_000 },
  );
  await arrives(numberless.email, 'Appointment booked');
  expect(new Set(provider.requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(JSON.parse(provider.requests[2]?.body.toString() ?? '')).toMatchObject({
    to: '+4930123456',
    text: expect.stringContaining('Appointment booked') as string,
  });

  const body = JSON.stringify({ id: 'sms-1', status: 'delivered' });
  const time = Math.floor(Date.now() / 1000);
  const mac = (secret: string): string =>
    createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const report = (secret: string) =>
    call('POST', `${gateways[1].url}/delivery-reports/sms`, {
      body,
      headers: { 'x-docket-signature': `t=${time},v1=${mac(secret)}` },
    });
  expect((await report('another secret')).status).toBe(401);
  expect(await smsOf(ids[0])).toMatchObject([{ deliveredAt: null }]);
  expect((await report(smsSecret)).status).toBe(204);
  expect(await smsOf(ids[0])).toMatchObject([{ deliveredAt: expect.any(String) as string }]);
});

it('R28: reminders that quiet hours bring to one moment are one message, whatever visits they are about', async () => {
  const patient = await aPerson();
  const phone = '+4930123457';
  const quiet = { timeZone: 'UTC', quietFrom: '00:00', quietTo: '23:00' };
  await patch(patient, { phone, ...quiet, sms: { occasions: ['reminder'], reminderMinutes: [60, 120] } });
  const child = { name: 'Robin', relationship: 'child' };
  const userId = fieldOf(await api.post('/me/dependants', child, patient.token), 'userId') as number;
  // Whoever changed their mind is planned for anew, which would put off again what this test makes due.
  const { client } = clinic.database;
  await eventually(async () => {
    const settled = { plannedAt: { gte: client.notificationPreferences.fields.changedAt } };
    expect(await client.notificationPreferences.count({ where: { userId: patient.id, ...settled } })).toBe(1);
    const isPlanned = { dependantId: userId, plannedAsEnded: false };
    expect(await client.guardianship.count({ where: isPlanned })).toBe(1);
  });
  const isByDay = (start = ''): boolean => start.slice(11) > '03' && start.slice(11) < '20';
  while (!isByDay(starts[0]) || !isByDay(starts[1])) starts.shift();
  const ids = [await bookFor(patient), await bookFor(patient, userId)];
  const where = { userId: patient.id, channel: 'sms', occasion: 'reminder' } as const;
  await eventually(async () => {
    const planned = await client.delivery.findMany({ where });
    expect(planned.map(({ state }) => state)).toEqual(Array(4).fill('planned'));
    expect(new Set(planned.map(({ dueAt }) => dueAt.getTime())).size).toBe(1);
  });
  // The first answer is none: all of them are tried again, as one.
  const answers = [{ status: 500 }, { status: 201, body: '{"id":"sms-group"}' }];
  provider.requests.length = 0;
  provider.behave = () => answers.shift() ?? { status: 201 };
  await client.delivery.updateMany({ where, data: { dueAt: new Date() } });
  await eventually(
    async () => {
      const sent = await client.delivery.findMany({ where });
      expect(sent.map(({ state, providerId }) => `${state} ${String(providerId)}`)).toEqual(
        Array(4).fill('sent sms-group'),
      );
    },
    { within: 20_000 },
  );
  const asked = provider.requests.map(
    ({ body }) => JSON.parse(body.toString()) as { to: string; text: string },
  );
  expect(asked.map(({ to }) => to)).toEqual([phone, phone]);
  const visits = await client.appointment.findMany({ where: { id: { in: ids } } });
  const { timeZone } = await client.location.findFirstOrThrow({ where: { id: locationId } });
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  for (const { appointmentDateTime } of visits)
    expect(asked[0]?.text.split(clock.format(appointmentDateTime))).toHaveLength(2);
  expect(asked[0]?.text).toContain('Appointment reminders');
});

it('R28: reminders by e-mail and push that are due together are one message each, and the ledger says so', async () => {
  const [patient, admin] = [await aPerson(), await aPerson({ role: 'admin' })];
  const { client } = clinic.database;
  const reminders = { occasions: ['reminder'], reminderMinutes: [60, 120] };
  await subscribe(patient, '/push/28');
  await patch(patient, { email: reminders, push: reminders });
  await eventually(async () => {
    const settled = { plannedAt: { gte: client.notificationPreferences.fields.changedAt } };
    expect(await client.notificationPreferences.count({ where: { userId: patient.id, ...settled } })).toBe(1);
  });
  for (let visit = 0; visit < 2; visit += 1) await bookFor(patient);
  const where = { userId: patient.id, occasion: 'reminder' } as const;
  await eventually(async () => {
    expect(await client.delivery.count({ where: { ...where, state: 'planned' } })).toBe(8);
  });
  provider.requests.length = 0;
  provider.behave = () => ({ status: 201 });
  await client.delivery.updateMany({ where, data: { dueAt: new Date() } });
  await eventually(
    async () => {
      expect(await client.delivery.count({ where: { ...where, state: 'sent' } })).toBe(8);
    },
    { within: 20_000 },
  );
  expect(mail.to(patient.email).map((each) => each.mail.subject)).toEqual(['Appointment reminders']);
  expect(provider.requests.map(({ path }) => path)).toEqual(['/push/28']);
  const rows = (await ledger(admin, `userId=${patient.id}`)).filter(
    ({ occasion }) => occasion === 'reminder',
  );
  expect(
    rows.map(({ channel, togetherWith }) => `${String(channel)} ${String(togetherWith)}`).sort(),
  ).toEqual([...Array<string>(4).fill('email 3'), ...Array<string>(4).fill('push 3')]);
});

it('says of a message that may have gone out that it is uncertain, also once it is of no use', async () => {
  const patient = await aPerson();
  const id = await bookFor(patient);
  const { client } = clinic.database;
  const where = { appointmentId: id, userId: patient.id, channel: 'email', occasion: 'booked' } as const;
  await eventually(async () => {
    expect(await client.delivery.findMany({ where })).toMatchObject([{ state: 'sent' }]);
  });
  expect((await api.post(`/appointments/${id}/cancel`, {}, patient.token)).status).toBe(200);
  // As a sender leaves it that died before it noted what it had sent.
  await client.delivery.updateMany({ where, data: { state: 'uncertain', doubts: 1, sentAt: null } });
  await eventually(async () => {
    expect(await client.delivery.findMany({ where })).toMatchObject([
      { state: 'uncertain', reason: 'superseded', doubts: 2, leaseUntil: null },
    ]);
  });
});

describe('R21: a place that changes', () => {
  let admin: Person;

  beforeAll(async () => {
    admin = await aPerson({ role: 'admin' });
  });

  /** Visits of a patient at a location of their own. */
  async function aPlace(patient: Person, count: number) {
    const place = { name: 'Riverside', address: 'Mill Lane 3', timeZone: 'Europe/Berlin' };
    const location = await aLocation(clinic.database, place);
    const schedule = daily('00:00', '00:00');
    const { id: doctorId } = await aDoctor(clinic.database, { locationId: location.id, schedule });
    const free = (await freeStarts(gateways[0].url, doctorId, 96)).slice(48);
    const book = async (): Promise<number> => {
      const wish = { doctorId, appointmentDateTime: free.shift() };
      const answer = await api.post('/appointments', wish, patient.token);
      expect(answer.status).toBe(201);
      return fieldOf(answer, 'id') as number;
    };
    const ids: number[] = [];
    for (let index = 0; index < count; index += 1) ids.push(await book());
    return { id: location.id, ids, book };
  }

  const change = async (locationId: number, changes: object): Promise<void> => {
    const answer = await api.patch(`/locations/${locationId}`, changes, admin.token);
    expect(answer).toMatchObject({ status: 200 });
  };

  /** What is planned or was done about the last change of a place. */
  const rowsOf = async (locationId: number) => {
    const { client } = clinic.database;
    const { placeRevision } = await client.location.findUniqueOrThrow({ where: { id: locationId } });
    return eventually(
      async () => {
        const rows = await client.delivery.findMany({ where: { locationId, placeRevision } });
        expect(rows).not.toEqual([]);
        return rows;
      },
      { within: 20_000 },
    );
  };

  /** Lets the time pass that a place is given to settle. */
  const settle = async (locationId: number): Promise<void> => {
    const { client } = clinic.database;
    await rowsOf(locationId);
    const where = { locationId, state: 'planned' } as const;
    await client.delivery.updateMany({ where, data: { dueAt: new Date() } });
    await eventually(
      async () => {
        expect(await client.delivery.count({ where })).toBe(0);
      },
      { within: 20_000 },
    );
  };

  const newsTo = ({ email }: Person) =>
    mail.to(email).filter((each) => each.mail.subject === 'Change at your clinic');

  /** What a visit's calendar file says. */
  const fileOf = async ({ token }: Person, id: number, ...names: string[]): Promise<string[]> =>
    entryOf((await api.get(`/appointments/${id}/calendar.ics`, token)).text, id, ...names);

  it('is told once, with all visits there, however often it changed', async () => {
    const { client } = clinic.database;
    const patient = await aPerson();
    const { id: locationId, ids, book } = await aPlace(patient, 3);
    const [first = 0, second = 0, cancelled = 0] = ids;
    const before = await fileOf(patient, first, 'SEQUENCE');
    await change(locationId, { address: 'Mill Lane 4' });
    await change(locationId, { address: 'Mill Lane 5\nBack door', phone: '+49 30 901820' });
    const later = await book();
    const { placeChangedAt } = await client.location.findUniqueOrThrow({ where: { id: locationId } });
    expect(new Set((await rowsOf(locationId)).map(({ dueAt }) => dueAt.getTime()))).toEqual(
      new Set([(placeChangedAt?.getTime() ?? 0) + 5 * 60_000]),
    );
    expect((await api.post(`/appointments/${cancelled}/cancel`, undefined, patient.token)).status).toBe(200);
    await settle(locationId);

    const [news, ...others] = newsTo(patient);
    expect(others).toEqual([]);
    expect(news?.mail.text).toContain('Address: Mill Lane 3 → Mill Lane 5, Back door');
    const calendars = (news?.mail.attachments ?? [])
      .filter(({ mimeType }) => mimeType === 'text/calendar')
      .map(({ content }) => Buffer.from(content as Uint8Array).toString('utf8'));
    expect(calendars.map((text) => /UID:appointment-(\d+)@/.exec(text)?.[1])).toEqual([
      `${first}`,
      `${second}`,
    ]);
    const shown = ['UID', 'SEQUENCE', 'LOCATION', 'DTSTART'];
    for (const [index, visit] of [first, second].entries()) {
      expect(entryOf(calendars[index] ?? '', visit, ...shown)).toEqual(
        await fileOf(patient, visit, ...shown),
      );
      expect(calendars[index]).toContain('METHOD:REQUEST');
    }
    expect(await fileOf(patient, first, 'SEQUENCE')).not.toEqual(before);
    const inbox = listOf(await api.get('/me/notifications', patient.token));
    const told = inbox.filter(({ type }) => type === 'appointment.location_changed');
    expect(told.map(({ appointmentId }) => appointmentId)).toEqual([first]);
    const ends = (await rowsOf(locationId)).filter(({ channel }) => channel === 'email');
    expect(new Map(ends.map(({ appointmentId, state }) => [appointmentId, state]))).toEqual(
      new Map([
        [first, 'sent'],
        [second, 'sent'],
        [cancelled, 'skipped'],
      ]),
    );
    // It was booked when the place was where it is now.
    expect(await client.delivery.count({ where: { locationId, appointmentId: later } })).toBe(0);
  });

  it('is told from what was told last, and not at all when nothing of it is left', async () => {
    const { client } = clinic.database;
    const patient = await aPerson();
    const { id } = await aPlace(patient, 1);
    await change(id, { name: 'Riverside East' });
    await settle(id);
    await change(id, { name: 'Riverside West' });
    await change(id, { name: 'Riverside East' });
    await settle(id);
    expect(newsTo(patient)).toHaveLength(1);
    const events = () => client.outboxEvent.count({ where: { type: 'location.changed.v1' } });
    const published = await events();
    await change(id, { name: '  Riverside East ', address: 'Mill Lane 3', phone: null });
    expect(await events()).toBe(published);
    await change(id, { name: 'Riverside North', timeZone: 'Europe/Lisbon' });
    await settle(id);
    const [, news, ...others] = newsTo(patient);
    expect(others).toEqual([]);
    expect(news?.mail.text).toContain('Name: Riverside East → Riverside North');
    expect(news?.mail.text).toContain('Time zone: Europe/Berlin → Europe/Lisbon');
    expect(news?.mail.text).toContain('(Europe/Lisbon)');
  });

  it('is planned once when its event comes again', async () => {
    const { client } = clinic.database;
    const patient = await aPerson();
    const { id } = await aPlace(patient, 1);
    await change(id, { address: 'Mill Lane 6' });
    await settle(id);
    const before = await rowsOf(id);
    const where = { type: 'location.changed.v1', data: { path: ['locationId'], equals: id } };
    await client.$executeRaw`
      INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at)
      SELECT gen_random_uuid(), type, data, now(), now() FROM outbox_events
      WHERE type = 'location.changed.v1' AND data ->> 'locationId' = ${`${id}`}`;
    const events = await client.outboxEvent.findMany({ where, select: { eventId: true } });
    expect(events).toHaveLength(2);
    await eventually(
      async () => {
        const handled = events.map(({ eventId }) => eventId);
        expect(await client.inboxEvent.count({ where: { eventId: { in: handled } } })).toBe(2);
      },
      { within: 20_000 },
    );
    expect(await rowsOf(id)).toEqual(before);
    expect(newsTo(patient)).toHaveLength(1);
  });
});

it('pushes to the browsers of its owner, and to known services alone', async () => {
  const patient = await aPerson();
  const strange = await api.post(
    '/me/push-subscriptions',
    aBrowser('http://169.254.169.254/latest'),
    patient.token,
  );
  expect(strange.status).toBe(422);
  await subscribe(patient, '/push/1');
  provider.requests.length = 0;
  provider.behave = () => ({ status: 201 });
  await bookFor(patient);
  const pushed = await eventually(() => provider.requests.find(({ path }) => path === '/push/1') ?? false, {
    within: 20_000,
  });
  if (pushed === false) return;
  expect(pushed.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    topic: expect.any(String) as string,
  });
  expect(pushed.body.toString('latin1')).not.toContain('Appointment');
  // The browser is gone, and is not tried again.
  provider.behave = () => ({ status: 410 });
  await bookFor(patient);
  await eventually(
    async () => {
      expect(await clinic.database.client.pushSubscription.count({ where: { userId: patient.id } })).toBe(0);
    },
    { within: 20_000 },
  );
});

it('streams new messages from any gateway, in order and once', async () => {
  const patient = await aPerson();
  const open = async (gateway: App, lastId?: string) =>
    streamIn(
      await openStream(`${gateway.url}/me/notifications/stream`, {
        authorization: `Bearer ${patient.token}`,
        ...(lastId !== undefined && { 'last-event-id': lastId }),
      }),
    );
  const titles = ({ text }: { text: string }) =>
    [...text.matchAll(/"title":"([^"]+)"/g)].map(([, title]) => title);
  const streams = [await open(gateways[0]), await open(gateways[1])];
  const id = await bookFor(patient);
  const both = (expected: string[]) =>
    eventually(
      () => {
        expect(streams.map(titles)).toEqual([expected, expected]);
      },
      { within: 10_000 },
    );
  await both(['Appointment booked']);
  await api.post(`/appointments/${id}/cancel`, undefined, patient.token);
  await both(['Appointment booked', 'Appointment cancelled']);
  const [first] = [...(streams[0]?.text ?? '').matchAll(/^id: (\d+)$/gm)].map(([, number]) => number);
  const late = await open(gateways[1], first);
  await eventually(() => {
    expect(titles(late)).toEqual(['Appointment cancelled']);
  });
  for (const { close } of [...streams, late]) close();
  const newest = listOf(await api.get('/me/notifications', patient.token))[0];
  expect(
    (await api.post(`/me/notifications/${String(newest?.id)}/read`, undefined, patient.token)).status,
  ).toBe(204);
  expect(listOf(await api.get('/me/notifications', patient.token))[0]?.readAt).toEqual(expect.any(String));
});

it('ends a stream with its session, whichever gateway ended it, and opens only so many for an account', async () => {
  const patient = await aPerson();
  const path = '/me/notifications/stream';
  const headers = { authorization: `Bearer ${patient.token}` };
  const opened = await Promise.all(
    Array.from({ length: mostStreams + 1 }, () => openStream(`${gateways[0].url}${path}`, headers)),
  );
  const refused = opened.filter((each) => 'status' in each);
  expect(refused).toMatchObject([{ status: 429, body: { code: 'streams.too_many' } }]);
  const streams = opened.flatMap((each) => ('status' in each ? [] : [each]));
  const { token } = await signIn(gateways[0].url, patient);
  const bystander = streamIn(
    await openStream(`${gateways[1].url}${path}`, { authorization: `Bearer ${token}` }),
  );
  expect((await apiOf(gateways[1].url).post('/logout', undefined, patient.token)).status).toBe(204);
  await eventually(() => streams.every(({ ended }) => ended), { within: 5000 });
  await bookFor({ ...patient, token });
  await eventually(() => bystander.text.includes('Appointment booked'));
  expect(streams.some(({ text }) => text.includes('Appointment booked'))).toBe(false);
  bystander.close();
});

it('drops a reader who does not read, and the others have their messages meanwhile', async () => {
  const [idle, other] = [await aPerson(), await aPerson()];
  const path = '/me/notifications/stream';
  const headers = ({ token }: Person) => ({ authorization: `Bearer ${token}` });
  const reading = streamIn(await openStream(`${gateways[0].url}${path}`, headers(other)));
  const sockets = Array.from({ length: mostStreams }, () => {
    const socket = connect(Number(new URL(gateways[0].url).port), '127.0.0.1');
    const accept = 'Accept: text/event-stream\r\nHost: docket\r\n';
    socket.write(`GET ${path} HTTP/1.1\r\nAuthorization: Bearer ${idle.token}\r\n${accept}\r\n`);
    return socket.on('error', () => undefined);
  });
  // They learn that their stream is open, and read no more.
  await Promise.all(sockets.map((socket) => once(socket, 'data').then(() => socket.pause())));
  const open = () => openStream(`${gateways[0].url}${path}`, headers(idle));
  expect(await open()).toMatchObject({ status: 429 });
  const { client } = clinic.database;
  const tell = async ({ id: userId }: Person, title: string, body: string) => {
    const about = { userId, title, body, type: 'appointment.booked', channel: 'in_app', version: 0 };
    await client.notification.create({ data: { ...about, createdAt: new Date() } });
    await client.$executeRaw`SELECT pg_notify(${inboxSignal}, ${String(userId)})`;
  };
  let told = 0;
  // What the connection itself has room for is a matter of the machine.
  const again = await eventually(
    async () => {
      told += 1;
      await tell(idle, 'long', 'x'.repeat(200_000));
      await tell(other, `short ${told}.`, '');
      await eventually(() => reading.text.includes(`"short ${told}."`));
      return streamIn(await open());
    },
    { within: 60_000 },
  );
  again.close();
  expect(reading.ended).toBe(false);
  reading.close();
  for (const socket of sockets) socket.destroy();
});

/** The lines of a visit's entry that have one of these names, unfolded. */
function entryOf(calendar: string, id: number, ...names: string[]): string[] {
  // A program that reads mail may have turned the ends of its lines into its own.
  const entries = calendar.replaceAll(/\r?\n[ \t]/g, '').split(/BEGIN:VEVENT\r?\n/);
  const entry = entries.find((each) => each.includes(`UID:appointment-${id}@`)) ?? '';
  return entry.split(/\r?\n/).filter((line) => names.some((name) => line.startsWith(`${name}:`)));
}

/** The calendar that a user subscribes to. */
async function feedOf({ token }: { readonly token: string }): Promise<string> {
  const answer = await api.post('/me/calendar-feed', undefined, token);
  expect(answer.status).toBe(201);
  return `${gateways[0].url}${new URL(fieldOf(answer, 'url') as string).pathname}`;
}

it('R14: a visit has one UID and one SEQUENCE in mail, feed and file, whatever the host', async () => {
  const [patient, stranger] = [await aPerson(), await aPerson()];
  const id = await bookFor(patient);
  const feed = await feedOf(patient);
  const path = `/appointments/${id}/calendar.ics`;
  const same = ['UID', 'SEQUENCE', 'DTSTART', 'DTEND', 'SUMMARY', 'LOCATION', 'DESCRIPTION', 'STATUS'];
  const seen: string[][] = [];
  for (const subject of ['Appointment booked', 'Appointment moved']) {
    if (subject === 'Appointment moved') {
      const move = { appointmentDateTime: starts.shift() };
      expect((await api.patch(`/appointments/${id}`, move, patient.token)).status).toBe(200);
    }
    const { calendar } = await arrives(patient.email, subject);
    const download = await api.get(path, patient.token);
    expect([download.status, download.headers.get('content-type')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const mailed = entryOf(calendar, id, ...same);
    expect(mailed).toHaveLength(same.length);
    expect(entryOf(download.text, id, ...same)).toEqual(mailed);
    expect(entryOf((await call('GET', feed)).text, id, ...same)).toEqual(mailed);
    expect(calendar).toContain('METHOD:REQUEST');
    expect(download.text).not.toContain('METHOD');
    seen.push(mailed);
  }
  const [booked, moved] = seen;
  const sequences = seen.map((lines) => Number(lines.find((line) => line.startsWith('SEQUENCE'))?.slice(9)));
  expect(moved?.[0]).toBe(booked?.[0]);
  expect(sequences[1]).toBeGreaterThan(sequences[0] ?? Infinity);
  const refused = await api.get(path, stranger.token);
  expect([refused.status, fieldOf(refused, 'code')]).toEqual([404, 'appointment.not_found']);
});

it('R13: a feed has a name in the language of its reader, and lines of 75 octets', async () => {
  const patient = await aPerson();
  await bookFor(patient);
  await patch(patient, { locale: 'ar' });
  const { text } = await call('GET', await feedOf(patient));
  for (const line of [
    'NAME:مواعيد Docket',
    'X-WR-CALNAME:مواعيد Docket',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
  ])
    expect(text.split('\r\n')).toContain(line);
  const lengths = text.split('\r\n').map((line) => Buffer.byteLength(line));
  expect(Math.max(...lengths)).toBeLessThanOrEqual(75);
  expect(text.split('\n').every((line) => line === '' || line.endsWith('\r'))).toBe(true);
});

it('has a calendar to subscribe to, which names no patient and can be taken back', async () => {
  const patient = await aPerson();
  const id = await bookFor(patient);
  const doctorToken = await api.signIn('lovelace', password);
  const [own, doctors] = [await feedOf(patient), await feedOf({ token: doctorToken })];
  for (const url of [own, doctors]) {
    const { status, headers, text } = await call('GET', url);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/calendar');
    expect(text).toContain(`UID:appointment-${id}@`);
    expect(text).not.toContain(patient.username);
  }
  const child = { name: 'Robin', relationship: 'child' };
  const userId = fieldOf(await api.post('/me/dependants', child, patient.token), 'userId') as number;
  const theirs = await bookFor(patient, userId);
  expect((await call('GET', own)).text).toContain(`UID:appointment-${theirs}@`);
  const token = own.split('/').pop()?.replace('.ics', '') ?? '';
  expect(JSON.stringify(await clinic.database.client.calendarFeed.findMany())).not.toContain(token);
  const renewed = await feedOf(patient);
  expect([(await call('GET', own)).status, (await call('GET', renewed)).status]).toEqual([404, 200]);
  expect((await api.delete('/me/calendar-feed', patient.token)).status).toBe(204);
  expect((await call('GET', renewed)).status).toBe(404);
});

it('shows staff what was sent where they work, and sends it again', async () => {
  const patient = await aPerson();
  const id = await bookFor(patient);
  await arrives(patient.email, 'Appointment booked');
  const [here, elsewhere] = [await aPerson({ role: 'staff' }), await aPerson({ role: 'staff' })];
  await clinic.database.client.staffLocation.create({ data: { userId: here.id, locationId } });
  const query = `appointmentId=${id}&channel=email&state=sent`;
  const sent = () => ledger(here, query);
  await eventually(async () => {
    expect(await sent()).toMatchObject([{ occasion: 'booked', userId: patient.id, attempts: 1 }]);
  });
  expect(await ledger(elsewhere, query)).toEqual([]);
  expect((await api.get('/deliveries', patient.token)).status).toBe(403);
  const [{ id: deliveryId } = {}] = await sent();
  const resend = ({ token }: Person) =>
    api.post(`/deliveries/${String(deliveryId)}/resend`, undefined, token);
  expect((await resend(elsewhere)).status).toBe(404);
  expect((await resend(here)).status).toBe(201);
  await eventually(
    async () => {
      expect(await sent()).toHaveLength(2);
    },
    { within: 10_000 },
  );
  expect(mail.to(patient.email)).toHaveLength(2);
  const [planned] = await ledger(here, `appointmentId=${id}&state=planned`);
  const open = await api.post(`/deliveries/${String(planned?.id)}/resend`, undefined, here.token);
  expect([open.status, fieldOf(open, 'code')]).toEqual([409, 'delivery.not_to_be_resent']);
});
