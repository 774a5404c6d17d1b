import { createECDH, createHmac, randomBytes } from 'node:crypto';
import webPush from 'web-push';
import { aDoctor, aLocation, aUser, daily, password, type UserWithAccount } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { call } from '../support/http.js';
import { raisedLimits } from '../support/limits.js';
import { type App, startGateway, startNotifications } from '../support/processes.js';
import { newNamespace, services } from '../support/services.js';
import { eventually } from '../support/wait.js';
import { type HttpListener, startHttpListener } from './messages/http-listener.js';
import { type MailServer, startMailServer } from './messages/mail-server.js';
import { type Api, apiOf, fieldOf, listOf } from './support/api.js';
import { openStream, streamIn } from './support/event-stream.js';
import { freeStarts, signIn } from './support/site.js';

const patience = 180_000;
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
    startNotifications(options),
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

/** @param userId somebody whom the person cares for */
async function bookFor({ token }: Person, userId?: number): Promise<number> {
  const wish = { doctorId: doctor.id, appointmentDateTime: starts.shift(), userId };
  const answer = await api.post('/appointments', wish, token);
  expect(answer.status).toBe(201);
  return fieldOf(answer, 'id') as number;
}

const patch = async ({ token }: Person, preferences: object): Promise<void> => {
  expect((await api.patch('/me/preferences', preferences, token)).status).toBe(200);
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
  // What makes a link work is kept nowhere and logged by nobody.
  const secrets = [proof, reset, invited].map(({ text }) => tokenIn(text).split('.')[1] ?? '');
  const rows = JSON.stringify([
    await clinic.database.client.delivery.findMany(),
    await clinic.database.client.outboxEvent.findMany({ select: { data: true } }),
  ]);
  for (const secret of secrets)
    expect(`${rows}${sender.output()}${gateways[0].output()}`).not.toContain(secret);
});

it('plans anew what somebody who changes their mind is told, in their language', async () => {
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
  expect((await report('somebody else')).status).toBe(401);
  expect(await smsOf(ids[0])).toMatchObject([{ deliveredAt: null }]);
  expect((await report(smsSecret)).status).toBe(204);
  expect(await smsOf(ids[0])).toMatchObject([{ deliveredAt: expect.any(String) as string }]);
});

it('pushes to the browsers of its owner, and to known services alone', async () => {
  const patient = await aPerson();
  const browser = createECDH('prime256v1');
  const subscription = {
    endpoint: `${provider.url}/push/1`,
    p256dh: browser.generateKeys().toString('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
  const subscribe = (endpoint: string) =>
    api.post('/me/push-subscriptions', { ...subscription, endpoint }, patient.token);
  expect((await subscribe('http://169.254.169.254/latest')).status).toBe(422);
  expect((await subscribe(subscription.endpoint)).status).toBe(204);
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
      expect(await clinic.database.client.pushSubscription.count()).toBe(0);
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

it('has a calendar to subscribe to, which names no patient and can be taken back', async () => {
  const patient = await aPerson();
  const id = await bookFor(patient);
  const doctorToken = await api.signIn('lovelace', password);
  const feedOf = async (token: string): Promise<string> => {
    const answer = await api.post('/me/calendar-feed', undefined, token);
    expect(answer.status).toBe(201);
    return `${gateways[0].url}${new URL(fieldOf(answer, 'url') as string).pathname}`;
  };
  const [own, doctors] = [await feedOf(patient.token), await feedOf(doctorToken)];
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
  const renewed = await feedOf(patient.token);
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
