import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { aDoctor, aUser, aVisitType, daily } from '../../support/clinic.js';
import { createDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { type App } from '../../support/processes.js';
import { eventually } from '../../support/wait.js';
import { aGate, type Gate } from './crashes/gate.js';
import { apiOf } from '../support/api.js';
import { type HttpListener, startHttpListener } from '../support/listeners/http-listener.js';
import { type MailServer, startMailServer } from '../support/listeners/mail-server.js';
import { allArrive, ledger } from '../support/rows.js';
import { type Account, book, freeStarts, idIn, patients, tally } from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

/*
 * `kill -9` at the moments at which a process has done one thing and not yet the next, each with a hundred events on
 * their way. A gate between the apps and PostgreSQL finds the moment: a process that comes to it waits there to be killed.
 */

const patience = 240_000;
const events = 100;
const atOnce = 4;
/** Both the lease of a relay and that of a sender, which begin anew for whatever was claimed after a restart. */
const timeoutSeconds = 10;
const afterLeases = { within: 90_000, every: 200 };
/** So many at once have come to the gate before their process is killed. */
const several = 3;
/** So many transactions a consumer has on their way at once, each with many events. */
const batches = 2;

const commitOfEvents = (statements: readonly string[]): boolean =>
  statements.at(-1) === 'COMMIT' && statements.some((each) => each.includes('INSERT INTO inbox_events'));
const markOfARelay = ([statement = '']: readonly string[]): boolean =>
  /^\s*UPDATE outbox_events SET published_at/.test(statement);
const lookOfASender = ([statement = '']: readonly string[]): boolean =>
  statement.includes('FROM users u LEFT JOIN notification_preferences');
const markOfASender = ([statement = '']: readonly string[]): boolean =>
  /^\s*UPDATE deliveries SET state = 'sent'/.test(statement);

let stage: Stage;
let gate: Gate;
let mail: MailServer;
let texts: HttpListener;
let gateway: App;
let notifications: App;
let patient: Account;
let doctorId: number;

beforeAll(async () => {
  const clinic = await createDatabase();
  const { database } = clinic;
  [gate, mail, texts] = await Promise.all([aGate(clinic.url), startMailServer(), startHttpListener()]);
  stage = await openStage({
    clinic,
    databaseUrl: gate.url,
    env: {
      SMTP_URL: mail.url,
      SMS_URL: texts.url,
      SMS_SECRET: 'only for tests, between the gateway and us',
      DELIVERY_TIMEOUT_SECONDS: String(timeoutSeconds),
    },
  });
  [gateway, notifications] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
  [patient] = await patients(database, gateway.url, 1);
  const { id: userId } = await aUser(database, { role: 'doctor' });
  const { id: visitTypeId } = await aVisitType(database, { durationMinutes: 10 });
  const hours = { schedule: daily('00:00', '00:00'), visitTypeIds: [visitTypeId] };
  ({ id: doctorId } = await aDoctor(database, { userId, ...hours }));
  const booked = { occasions: ['booked'], reminderMinutes: [] };
  const common = { phone: '+4930123456', changedAt: new Date() };
  await database.client.notificationPreferences.createMany({
    data: [
      { ...common, userId: patient.id, choices: { email: booked, sms: booked } },
      { ...common, userId, choices: { email: booked } },
    ],
  });
}, patience);

/** Each test counts its own events: what the one before was about has come to its end, and is forgotten. */
beforeEach(async () => {
  const { database } = stage.clinic;
  await database.insisting(
    () => database.client.$executeRaw`
      TRUNCATE appointments, appointment_history, waitlist_offers, outbox_events, inbox_events, event_retries,
        notifications, deliveries, idempotency_keys`,
  );
  mail.mails.length = 0;
  texts.requests.length = 0;
});

afterAll(async () => {
  await stage.close();
  await Promise.all([gate.close(), mail.close(), texts.close()]);
}, patience);

/** As patients do, who ask again when they are told to come back later. */
async function bookThem(): Promise<void> {
  const limit = pLimit(atOnce);
  await limit.map(await freeStarts(gateway.url, doctorId, events), async (appointmentDateTime) => {
    const key = randomUUID();
    await eventually(async () => {
      const answer = await book(gateway.url, patient, { doctorId, appointmentDateTime }, key);
      expect(tally([answer])).toEqual({ '201': 1 });
    }, afterLeases);
  });
}

const arriveAtTheGate = (count: number): Promise<unknown> =>
  eventually(() => gate.held() >= count, { within: 60_000, every: 10 });

/** All events are with the broker, which hands them out again: none of them was acknowledged. */
const allComeBack = (): Promise<void> =>
  eventually(async () => {
    expect((await ledger(stage.clinic.database)).waiting).toBe(0);
    expect(await stage.queues.notifications()).toEqual({ waiting: events, consumers: 0 });
  }, afterLeases);

/** How many deliveries of events the process has found to be handled, whether by itself or before */
async function handledDeliveries(): Promise<number> {
  const { text } = await call('GET', `${notifications.url}/metrics`);
  const [, count = '0'] = /^docket_events_consumed_total\{[^}]*result="handled"\} (\d+)$/m.exec(text) ?? [];
  return Number(count);
}

interface Copies {
  readonly messages: number;
  /** Those that the provider has taken more than once */
  readonly repeated: number;
  readonly most: number;
}

/** What the providers were given; every copy of a message bears the same name. */
function copies(): Copies {
  const names = [
    ...mail.mails.map((each) => each.mail.messageId),
    ...texts.requests.map(({ headers }) => headers['idempotency-key']),
  ];
  const counts = new Map<unknown, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const each = [...counts.values()];
  return {
    messages: each.length,
    repeated: each.filter((count) => count > 1).length,
    most: Math.max(0, ...each),
  };
}

/** Rows of the ledger of messages, and how many recipients of a visit they are for */
const deliveries = () =>
  stage.clinic.database.client.$queryRaw<{ channel: string; state: string; rows: number; people: number }[]>`
    SELECT channel, state, count(*)::int AS rows, count(DISTINCT (appointment_id, user_id))::int AS people
    FROM deliveries GROUP BY 1, 2 ORDER BY 1`;

/** Patient and doctor are told of every visit, and each once over each of their channels; nothing else is left. */
async function expectEverybodyIsToldOnce(): Promise<void> {
  const { database } = stage.clinic;
  await allArrive(database, events, afterLeases.within);
  const told = (channel: string, people: number) => ({ channel, state: 'sent', rows: people, people });
  await eventually(async () => {
    expect(await deliveries()).toEqual([
      told('in_app', 2 * events),
      told('email', 2 * events),
      told('sms', events),
    ]);
  }, afterLeases);
  expect(await database.client.delivery.count({ where: { doubts: { gt: 1 } } })).toBe(0);
  expect(await database.client.eventRetry.count()).toBe(0);
  expect(await stage.queues.takeDead()).toEqual([]);
  await eventually(async () => {
    expect(await stage.queues.notifications()).toEqual({ waiting: 0, consumers: 1 });
  }, afterLeases);
}

const nothingTwice: Copies = { messages: 3 * events, repeated: 0, most: 1 };

it(
  'the relay, between the confirm of the broker and its own mark',
  async () => {
    const { client } = stage.clinic.database;
    const claimed = () => client.outboxEvent.count({ where: { attempts: { gt: 0 } } });
    gate.hold('statement', markOfARelay);
    await bookThem();
    for (let kill = 0; kill < 2; kill += 1) {
      await arriveAtTheGate(1);
      // The events are where they were to go, and the outbox does not know it.
      const sent = await claimed();
      await eventually(async () => {
        expect(await ledger(stage.clinic.database)).toMatchObject({ handled: sent, waiting: events });
      }, afterLeases);
      await gateway.kill();
      if (kill === 1) gate.open();
      gateway = await stage.startGateway();
    }
    await expectEverybodyIsToldOnce();
    await eventually(async () => {
      expect(await handledDeliveries()).toBeGreaterThanOrEqual(2 * events);
    }, afterLeases);
    expect(copies()).toEqual(nothingTwice);
  },
  patience,
);

/** Kills a consumer that found all events waiting, with its batches at the gate, and opens the gate. */
async function killInTheMiddle(): Promise<void> {
  await notifications.kill();
  await bookThem();
  await allComeBack();
  notifications = await stage.startNotifications();
  await arriveAtTheGate(batches);
  await notifications.kill();
  await allComeBack();
  gate.open();
}

it(
  'the consumer, between the delivery of events and the commit of its batches',
  async () => {
    gate.hold('statement', commitOfEvents);
    await killInTheMiddle();
    expect(await ledger(stage.clinic.database)).toMatchObject({ handled: 0, messages: 0 });
    notifications = await stage.startNotifications();
    await expectEverybodyIsToldOnce();
    expect(copies()).toEqual(nothingTwice);
  },
  patience,
);

it(
  'the consumer, between the commit of its batches and the acknowledgements',
  async () => {
    gate.hold('answer', commitOfEvents);
    await killInTheMiddle();
    const { handled } = await ledger(stage.clinic.database);
    expect(handled).toBeGreaterThan(batches);
    notifications = await stage.startNotifications();
    await expectEverybodyIsToldOnce();
    await eventually(async () => {
      expect(await handledDeliveries()).toBe(events);
    }, afterLeases);
    expect(copies()).toEqual(nothingTwice);
  },
  patience,
);

/** What was written about a visit, but for its number. */
async function writtenAbout(appointmentId: number) {
  const { client } = stage.clinic.database;
  const orderBy = { id: 'asc' } as const;
  const select = { userId: true, version: true, type: true, title: true } as const;
  const planned = { ...{ channel: true, occasion: true, userId: true }, ...{ version: true, status: true } };
  const rows = await client.delivery.findMany({ where: { appointmentId }, select: planned });
  return {
    messages: await client.notification.findMany({ where: { appointmentId }, select, orderBy }),
    deliveries: rows.map((row) => JSON.stringify(row)).sort(),
  };
}

it(
  'events of one visit that come with many others do what they do one after the other',
  async () => {
    const { client } = stage.clinic.database;
    await notifications.kill();
    const times = await freeStarts(gateway.url, doctorId, 24);
    const api = apiOf(gateway.url);
    const bookNext = async (): Promise<number> => {
      const wish = { doctorId, appointmentDateTime: times.shift() ?? '' };
      return idIn(await book(gateway.url, patient, wish));
    };
    /** Booked, moved and called off */
    const aVisit = async (): Promise<number> => {
      const id = await bookNext();
      const move = { appointmentDateTime: times.shift() };
      expect((await api.patch(`/appointments/${id}`, move, patient.token)).status).toBe(200);
      expect((await api.post(`/appointments/${id}/cancel`, {}, patient.token)).status).toBe(200);
      return id;
    };
    const [apart, together] = [await aVisit(), await aVisit()];
    for (let others = 0; others < 20; others += 1) await bookNext();
    const rows = await client.outboxEvent.findMany({ orderBy: { id: 'asc' } });
    await eventually(async () => {
      expect(await stage.queues.notifications()).toEqual({ waiting: rows.length, consumers: 0 });
    }, afterLeases);
    await stage.queues.purgeNotifications();
    const idOf = ({ data }: { data: unknown }): unknown => (data as { appointmentId: unknown }).appointmentId;
    const send = ({ eventId: id, type, data, occurredAt }: (typeof rows)[number]): Promise<void> => {
      const envelope = { id, type, occurredAt, requestId: null, traceparent: null, data };
      return stage.queues.publish(type, JSON.stringify({ pattern: type, data: envelope }));
    };
    const single = rows.filter((row) => idOf(row) === apart);
    for (const row of rows) if (!single.includes(row)) await send(row);
    notifications = await stage.startNotifications();
    const handled = (count: number): Promise<void> =>
      eventually(async () => {
        expect(await client.inboxEvent.count()).toBe(count);
      }, afterLeases);
    await handled(rows.length - single.length);
    for (const [index, row] of single.entries()) {
      await send(row);
      await handled(rows.length - single.length + index + 1);
    }
    const written = await writtenAbout(together);
    expect(written.messages.map(({ version }) => version)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(written).toEqual(await writtenAbout(apart));
    // What is still being sent would be counted by the next test.
    await eventually(async () => {
      expect(await client.delivery.count({ where: { state: 'planned' } })).toBe(0);
    }, afterLeases);
  },
  patience,
);

it(
  'the sender, between taking messages and sending them',
  async () => {
    const { client } = stage.clinic.database;
    gate.hold('statement', lookOfASender);
    await bookThem();
    // One for each channel that leaves the house.
    await arriveAtTheGate(2);
    await allArrive(stage.clinic.database, events, afterLeases.within);
    await notifications.kill();
    expect(copies().messages).toBe(0);
    expect(await client.delivery.count({ where: { leaseUntil: { not: null } } })).toBeGreaterThan(0);
    gate.open();
    notifications = await stage.startNotifications();
    await expectEverybodyIsToldOnce();
    expect(copies()).toEqual(nothingTwice);
  },
  patience,
);

it(
  'the sender, between sending messages and noting it: these the provider gets once more, and no others',
  async () => {
    const { client } = stage.clinic.database;
    gate.hold('statement', markOfASender);
    await bookThem();
    await arriveAtTheGate(several);
    await notifications.kill();
    gate.open();
    notifications = await stage.startNotifications();
    await expectEverybodyIsToldOnce();
    const { messages, repeated, most } = copies();
    expect({ messages, most }).toEqual({ messages: 3 * events, most: 2 });
    expect(repeated).toBeGreaterThanOrEqual(several);
    expect(repeated).toBeLessThanOrEqual(await client.delivery.count({ where: { doubts: 1 } }));
  },
  patience,
);
