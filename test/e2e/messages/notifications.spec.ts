import { type Delivery } from '#libs/database';
import { aDoctor, aUser, daily, type UserWithAccount } from '../../support/clinic.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { raisedLimits } from '../../support/limits.js';
import { type App, startGateway, startNotifications } from '../../support/processes.js';
import { newNamespace, services } from '../../support/services.js';
import { eventually } from '../../support/wait.js';
import { type CaughtMail, type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { type Api, apiOf, fieldOf } from '../support/api.js';
import { freeStarts, signIn } from '../support/site.js';

const patience = 180_000;
/** A mail that takes longer may come twice, and a busy machine is slow. */
const timeoutSeconds = 6;
const mostMails = 6;
const mostLinks = 3;

let clinic: TestDatabase;
let mail: MailServer;
let gateway: App;
let senders: App[];
let api: Api;
let doctorId: number;
let starts: string[];
let startSender: () => Promise<App>;

beforeAll(async () => {
  [clinic, mail] = await Promise.all([createDatabase(), startMailServer()]);
  const options = {
    ...services(),
    databaseUrl: clinic.url,
    namespace: newNamespace(),
    env: {
      ...raisedLimits,
      SMTP_URL: mail.url,
      MAIL_FROM: 'Docket <no-reply@clinic.example>',
      PUBLIC_URL: 'https://docket.clinic.example',
      DELIVERY_TIMEOUT_SECONDS: String(timeoutSeconds),
      BUDGET_MAILS_PER_ADDRESS: `${mostMails}/3600`,
      BUDGET_LINKS: `${mostLinks}/3600`,
    },
  };
  startSender = () => startNotifications(options);
  [gateway, ...senders] = await Promise.all([startGateway(options), startSender(), startSender()]);
  api = apiOf(gateway.url);
  const { id: userId } = await aUser(clinic.database, { role: 'doctor' });
  doctorId = (await aDoctor(clinic.database, { userId, schedule: daily('00:00', '00:00') })).id;
  // Two days ahead, so that a reminder of the day before waits.
  starts = (await freeStarts(gateway.url, doctorId, 120)).slice(60);
}, patience);

afterAll(async () => {
  await Promise.all([gateway, ...senders].map((app) => app.kill()));
  await mail.close();
  await clinic.drop();
});

interface Patient extends UserWithAccount {
  readonly token: string;
}

async function aPatient(): Promise<Patient> {
  const user = await aUser(clinic.database);
  return { ...user, ...(await signIn(gateway.url, user)) };
}

async function bookFor(patient: Patient): Promise<number> {
  const answer = await api.post(
    '/appointments',
    { doctorId, appointmentDateTime: starts.shift() },
    patient.token,
  );
  expect(answer.status).toBe(201);
  return fieldOf(answer, 'id') as number;
}

const rowsOf = (appointmentId: number, rest: Omit<Partial<Delivery>, 'letter'> = {}): Promise<Delivery[]> =>
  clinic.database.client.delivery.findMany({ where: { appointmentId, ...rest }, orderBy: { id: 'asc' } });

/** What stands in the ledger, each row as a line. */
const ledgerOf = async (appointmentId: number, userId: number): Promise<string[]> =>
  (await rowsOf(appointmentId, { userId }))
    .map(({ channel, occasion, offsetMinutes, state, reason }) =>
      [channel, occasion, offsetMinutes, state, reason].filter((part) => part !== null).join(' '),
    )
    .sort();

const arrives = (patient: UserWithAccount, count: number): Promise<CaughtMail[]> =>
  eventually(
    () => {
      const mails = mail.to(patient.email);
      expect(mails).toHaveLength(count);
      return mails;
    },
    // A mail that the provider did not take in time waits for its lease.
    { within: 80_000 },
  );

const eventuallyLedger = (appointmentId: number, userId: number, lines: readonly string[]): Promise<void> =>
  eventually(
    async () => {
      expect(await ledgerOf(appointmentId, userId)).toEqual(lines);
    },
    { within: 20_000 },
  );

/** What waiting for the time of a reminder does. */
const letFallDue = (appointmentId: number, offsetMinutes: number): Promise<number> =>
  clinic.database.client.$executeRaw`
    UPDATE deliveries SET due_at = now(), expires_at = now() + interval '1 minute'
    WHERE appointment_id = ${appointmentId} AND offset_minutes = ${offsetMinutes} AND state = 'planned'`;

const field = (calendar: string, name: string): string | undefined =>
  new RegExp(`^${name}[;:](.*)$`, 'm').exec(calendar)?.[1]?.trim();

it('follows a visit with mails whose calendar entry moves and goes with it (cases 40, 41)', async () => {
  const patient = await aPatient();
  const id = await bookFor(patient);
  const [booked] = await arrives(patient, 1);
  expect(booked?.mail.subject).toBe('Appointment booked');
  expect(booked?.mail.from?.address).toBe('no-reply@clinic.example');
  await eventuallyLedger(id, patient.id, [
    'email booked sent',
    'email reminder 10080 skipped late',
    'email reminder 1440 planned',
    'in_app booked sent',
  ]);

  const to = starts.shift() ?? '';
  expect((await api.patch(`/appointments/${id}`, { appointmentDateTime: to }, patient.token)).status).toBe(
    200,
  );
  const [, moved] = await arrives(patient, 2);
  await eventuallyLedger(id, patient.id, [
    'email booked sent',
    'email moved sent',
    'email reminder 10080 skipped late',
    'email reminder 10080 skipped late',
    'email reminder 1440 planned',
    'email reminder 1440 skipped superseded',
    'in_app booked sent',
    'in_app moved sent',
  ]);
  const [planned] = await rowsOf(id, { offsetMinutes: 1440, state: 'planned' });
  expect(planned?.dueAt.getTime()).toBe(Date.parse(to) - 24 * 60 * 60 * 1000);

  expect((await api.post(`/appointments/${id}/cancel`, undefined, patient.token)).status).toBe(200);
  const [, , cancelled] = await arrives(patient, 3);
  const calendars = [booked, moved, cancelled].map((each) => each?.calendar ?? '');
  expect(calendars.map((each) => field(each, 'METHOD'))).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
  expect(new Set(calendars.map((each) => field(each, 'UID')))).toEqual(
    new Set([`appointment-${id}@docket.clinic.example`]),
  );
  expect(calendars.map((each) => Number(field(each, 'SEQUENCE')))).toEqual([1, 2, 3]);
  expect(field(calendars[1] ?? '', 'DTSTART')).toBe(to.replace(/[-:]|\.\d+/g, ''));
  // The server has the mail a moment before that is noted.
  await eventually(async () => {
    expect(await rowsOf(id, { state: 'planned' })).toEqual([]);
  });
});

it('writes to the address of now, and asks once more what is true before it does (case 45)', async () => {
  const patient = await aPatient();
  const [id, other] = [await bookFor(patient), await bookFor(patient)];
  await arrives(patient, 2);
  const email = `new-${patient.email}`;
  await clinic.database.client.user.update({ where: { id: patient.id }, data: { email } });
  // Behind the back of the planner: what is checked at the moment of sending.
  await clinic.database.client.appointment.update({ where: { id: other }, data: { status: 'completed' } });
  await letFallDue(id, 1440);
  await letFallDue(other, 1440);
  const [reminder] = await arrives({ ...patient, email }, 1);
  expect(reminder?.mail.subject).toBe('Appointment reminder');
  expect(mail.to(patient.email)).toHaveLength(2);
  await eventually(async () => {
    expect(await ledgerOf(other, patient.id)).toContain('email reminder 1440 skipped superseded');
  });
});

it('lets one address that fails hold up no other, tries again, and shows why (case 42)', async () => {
  const [refused, failing, silent, fine] = [
    await aPatient(),
    await aPatient(),
    await aPatient(),
    await aPatient(),
  ];
  let failures = 1;
  mail.lacks = (to) => to === refused.email;
  mail.behave = (to) => {
    if (to === failing.email && failures-- > 0) return 'fail';
    return to === silent.email && mail.to(to).length === 0 ? 'hang' : 'take';
  };
  const ids = [
    await bookFor(refused),
    await bookFor(failing),
    await bookFor(silent),
    await bookFor(fine),
  ] as const;
  await arrives(fine, 1);
  await arrives(failing, 1);
  await eventually(async () => {
    expect(await ledgerOf(ids[0], refused.id)).toContain('email booked failed smtp_550');
  });
  // Taken without an answer: it is not known whether it arrived, so that it comes once more, and as the same message.
  const [once, again] = await arrives(silent, 2);
  expect(again?.mail.messageId).toBe(once?.mail.messageId);
  await eventually(async () => {
    expect(await ledgerOf(ids[2], silent.id)).toContain('email booked sent');
  });
  mail.behave = () => 'take';
});

it(
  'sends everything once with two senders, and at most twice when they are killed (kill -9)',
  async () => {
    const patients = await Promise.all(Array.from({ length: 6 }, aPatient));
    const ids: number[] = [];
    for (const patient of patients) ids.push(await bookFor(patient));
    for (const patient of patients) await arrives(patient, 1);
    // Each reminder is taken by the server, and its sender never hears of it.
    mail.mails.length = 0;
    mail.behave = (to) => (mail.to(to).length === 0 ? 'hang' : 'take');
    await Promise.all(ids.map((id) => letFallDue(id, 1440)));
    await eventually(() => mail.mails.length > 0, { within: 20_000 });
    await Promise.all(senders.map((sender) => sender.kill()));
    senders = [await startSender()];
    await eventually(
      async () => {
        const rows = await clinic.database.client.delivery.findMany({
          where: { appointmentId: { in: ids }, offsetMinutes: 1440 },
        });
        // Doubted twice, a message is left to people; all others are sent.
        expect(rows.map(({ state, doubts }) => state === 'sent' || doubts === 2)).toEqual(
          ids.map(() => true),
        );
      },
      { within: 80_000, every: 250 },
    );
    const copies = patients.map(({ email }) => mail.to(email));
    for (const each of copies) {
      expect([1, 2]).toContain(each.length);
      expect(new Set(each.map(({ mail: { messageId } }) => messageId)).size).toBe(1);
    }
    expect(copies.some(({ length }) => length === 2)).toBe(true);
    mail.behave = () => 'take';
  },
  patience,
);

it('skips a reminder that is late instead of sending it with others', async () => {
  const patient = await aPatient();
  const id = await bookFor(patient);
  await arrives(patient, 1);
  await clinic.database.client.$executeRaw`
    UPDATE deliveries SET due_at = now() - interval '3 hours', expires_at = now() - interval '2 hours'
    WHERE appointment_id = ${id} AND state = 'planned'`;
  await eventually(async () => {
    expect(await ledgerOf(id, patient.id)).toContain('email reminder 1440 skipped late');
  });
  expect(mail.to(patient.email)).toHaveLength(1);
});

/** What waiting for a budget does, when all that is collected for a patient has been. */
async function letBudgetsComeBack(userId: number): Promise<void> {
  const { client } = clinic.database;
  await client.messageBudget.deleteMany();
  await client.delivery.updateMany({
    where: { userId, isCollected: true, state: 'planned' },
    data: { dueAt: new Date() },
  });
}

it(
  'collects what is more than the budget of an address into one mail, which tells the final state',
  async () => {
    const patient = await aPatient();
    const ids: number[] = [];
    for (let visits = 0; visits < mostMails; visits += 1) ids.push(await bookFor(patient));
    // The budget is spent before the visit that will stand is booked, however long the mails take.
    await arrives(patient, mostMails);
    for (let more = 0; more < 4; more += 1) ids.push(await bookFor(patient));
    const [standing = 0, ...others] = [...ids].reverse();
    await Promise.all(others.map((id) => api.post(`/appointments/${id}/cancel`, {}, patient.token)));
    const { client } = clinic.database;
    const of = { userId: patient.id, channel: 'email', occasion: { not: 'reminder' } } as const;
    const collected = { ...of, isCollected: true, state: 'planned', attempts: 0, leaseUntil: null } as const;
    // Each visit has one row that holds: that it is cancelled, or booked.
    const told = () => client.delivery.count({ where: { ...of, state: 'sent' } });
    await eventually(async () => {
      expect((await told()) + (await client.delivery.count({ where: collected }))).toBeGreaterThanOrEqual(
        ids.length,
      );
      expect(await client.delivery.count({ where: { ...of, occasion: 'cancelled' } })).toBe(others.length);
      expect(await client.delivery.count({ where: { ...of, state: 'planned', isCollected: false } })).toBe(0);
    });
    expect(mail.to(patient.email)).toHaveLength(mostMails);
    await letBudgetsComeBack(patient.id);
    const last = (await arrives(patient, mostMails + 1)).at(-1);
    expect(last?.mail.subject).toBe('Several changes to your visits');
    const titles = [...(last?.mail.text ?? '').matchAll(/^(Appointment \w+): /gm)].map(([, title]) => title);
    expect(titles.filter((title) => title === 'Appointment booked').length).toBe(1);
    expect(titles.filter((title) => title === 'Appointment cancelled').length).toBe(titles.length - 1);
    await eventually(async () => {
      expect(await client.delivery.count({ where: { ...of, state: 'planned' } })).toBe(0);
    });
    // The ledger says of each row what became of it, and which were told in one mail.
    const [row] = await rowsOf(standing, { channel: 'email', occasion: 'booked' });
    expect(row?.state).toBe('sent');
    expect(await client.delivery.count({ where: { providerId: row?.providerId ?? '' } })).toBe(titles.length);
  },
  patience,
);

it('sends a few links however many are asked for, and another one when these have expired', async () => {
  const { email, id } = await aUser(clinic.database);
  const ask = (address: string) => api.post('/password/forgot', { email: address });
  const answers = await Promise.all([...Array<string>(13).fill(email), 'nobody@clinic.example'].map(ask));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  const { client } = clinic.database;
  const fates = async (): Promise<string[]> =>
    (await client.delivery.findMany({ where: { userId: id }, orderBy: { state: 'asc' } })).map(
      ({ state, reason }) => reason ?? state,
    );
  await eventually(async () => {
    expect(await fates()).toEqual([
      ...Array<string>(mostLinks).fill('sent'),
      ...Array<string>(13 - mostLinks).fill('over_budget'),
    ]);
  });
  expect(mail.to(email)).toHaveLength(mostLinks);
  await client.accountLink.updateMany({ where: { userId: id }, data: { expiresAt: new Date() } });
  await ask(email);
  await eventually(() => {
    expect(mail.to(email)).toHaveLength(mostLinks + 1);
  });
});
