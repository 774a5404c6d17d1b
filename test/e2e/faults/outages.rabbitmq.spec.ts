import { randomUUID } from 'node:crypto';
import { call } from '../../support/http.js';
import { operate } from '../support/operate.js';
import { type PrivateService, startPrivateRabbitmq } from '../../support/private-services.js';
import { type App } from '../../support/processes.js';
import { eventually } from '../../support/wait.js';
import { allArrive, ledger } from '../support/rows.js';
import {
  type Account,
  aDoctorWithAccount,
  bookAll,
  freeStarts,
  patients,
  readiness,
  tally,
} from '../support/site.js';
import { openStage, type Stage } from '../support/stage.js';

const patience = 180_000;
/** A broker that comes back is found within seconds; a busy machine may take its time. */
const healing = { within: 40_000, every: 200 };

/** JSON of so many arrays within each other. */
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

let rabbitmq: PrivateService;

beforeAll(async () => {
  rabbitmq = await startPrivateRabbitmq();
}, patience);

afterAll(() => rabbitmq.kill());

describe('a running clinic', () => {
  let stage: Stage;
  let gateway: App;
  let notifications: App;
  let patient: Account;
  let doctorId: number;
  let starts: string[];
  let events = 0;

  beforeAll(async () => {
    stage = await openStage({ rabbitmqUrl: rabbitmq.url, env: { RECONCILIATION_SECONDS: '1' } });
    [gateway, notifications] = await Promise.all([stage.startGateway(), stage.startNotifications()]);
    [patient] = await patients(stage.clinic.database, gateway.url, 1);
    ({ id: doctorId } = await aDoctorWithAccount(stage.clinic.database));
    starts = await freeStarts(gateway.url, doctorId, 140);
  }, patience);

  afterAll(() => stage.close());

  /** All at once, and each is booked whatever RabbitMQ does. */
  async function bookNext(count: number): Promise<void> {
    events += count;
    const answers = await bookAll(gateway.url, patient, doctorId, starts.splice(0, count));
    expect(tally(answers)).toEqual({ '201': count });
  }

  /** How many deliveries came to this, since the process started */
  async function consumed(result: string): Promise<number> {
    const { text } = await call('GET', `${notifications.url}/metrics`);
    const lines = text.matchAll(/^docket_events_consumed_total\{[^}]*result="(\w+)"\} (\d+)$/gm);
    return [...lines].reduce((sum, [, name, count]) => (name === result ? sum + Number(count) : sum), 0);
  }

  /** Handed over, and not taken by the notifications app, which is away. */
  async function bookIntoTheQueue(count: number): Promise<void> {
    await bookNext(count);
    await eventually(async () => {
      expect(await ledger(stage.clinic.database)).toMatchObject({ waiting: 0 });
    }, healing);
  }

  const everythingArrives = (): Promise<void> => allArrive(stage.clinic.database, events, healing.within);

  it(
    'books without RabbitMQ, and tells everybody once it is back',
    async () => {
      await rabbitmq.stop();
      await eventually(async () => {
        expect(await readiness(gateway.url, 'broker')).toEqual({ status: 200, degraded: true });
      }, healing);
      await bookNext(10);
      expect(await readiness(gateway.url, 'broker')).toEqual({ status: 200, degraded: true });
      expect((await call('GET', `${notifications.url}/health/ready`)).status).toBe(503);
      expect((await call('GET', `${notifications.url}/health/live`)).status).toBe(200);
      expect(await ledger(stage.clinic.database)).toMatchObject({ events, waiting: 10, messages: 0 });
      await rabbitmq.start();
      await everythingArrives();
      expect(await readiness(gateway.url, 'broker')).toEqual({ status: 200, degraded: false });
      const list = await call('GET', `${gateway.url}/me/notifications`, { token: patient.token });
      expect(list.body).toHaveLength(10);
    },
    patience,
  );

  it(
    'loses nothing when RabbitMQ is killed in the middle, again and again',
    async () => {
      for (let kill = 0; kill < 10; kill += 1) {
        const before = events;
        const booking = bookNext(10);
        await eventually(async () => (await ledger(stage.clinic.database)).events > before, { every: 5 });
        await rabbitmq.kill();
        await booking;
        await rabbitmq.start();
      }
      await everythingArrives();
      expect(await stage.queues.takeDead()).toEqual([]);
    },
    patience,
  );

  it(
    'puts aside what is no event of its own, keeps what fails, and goes on with the others that came with it',
    async () => {
      const { client } = stage.clinic.database;
      const envelope = {
        id: randomUUID(),
        type: 'appointment.booked.v1',
        occurredAt: '2026-01-01T00:00:00.000Z',
        requestId: null,
        traceparent: null,
        data: { appointmentId: 2_000_000_000, version: 1, doctorId: 1 },
      };
      const message = (data: unknown, pattern = envelope.type): string => JSON.stringify({ pattern, data });
      const poison = [
        '{"pattern": "appointment.booked.v1", "data": {',
        'null',
        message(envelope, 'appointment.exploded.v1'),
        message({ ...envelope, id: 'not-a-uuid' }),
        message({ ...envelope, data: 'nothing' }),
        message(envelope),
        message({ ...envelope, data: { appointmentId: 'first', version: [] } }),
        message({ ...envelope, data: { appointmentId: 'x'.repeat(5 * 2 ** 20), version: 1, doctorId: 1 } }),
        '',
        '{}',
        JSON.stringify({ data: envelope }),
        `{"pattern":"${envelope.type}","data":${nested(20_000)}}`,
        `{"pattern":${nested(20_000)},"data":{}}`,
        // With an id, the framework takes a message for a request and wants to answer it.
        JSON.stringify({ pattern: envelope.type, data: envelope, id: '1' }),
        JSON.stringify({ pattern: 'appointment.exploded.v1', data: envelope, id: '1' }),
      ];
      const [other] = await patients(stage.clinic.database, gateway.url, 1);
      const bookForOther = async (): Promise<void> => {
        events += 1;
        expect(tally(await bookAll(gateway.url, other, doctorId, starts.splice(0, 1)))).toEqual({ '201': 1 });
      };
      // All of it waits together for a consumer.
      await notifications.kill();
      for (const body of poison) await stage.queues.publish('appointment.booked.v1', body);
      await bookForOther();
      await bookIntoTheQueue(5);
      // No version of Docket writes this: an event about it can be handled by no one.
      await client.notificationPreferences.create({
        data: { userId: other.id, changedAt: new Date(), plannedAt: new Date(), choices: { in_app: null } },
      });
      notifications = await stage.startNotifications();
      const dead: string[] = [];
      await eventually(async () => {
        dead.push(...(await stage.queues.takeDead()));
        expect(dead.sort()).toEqual([...poison].sort());
        expect(await client.eventRetry.findMany({ select: { reason: true } })).toEqual([
          { reason: 'TypeError' },
        ]);
        expect((await ledger(stage.clinic.database)).handled).toBe(events - 1);
      }, healing);
      await client.notificationPreferences.delete({ where: { userId: other.id } });
      await everythingArrives();
      await eventually(async () => {
        expect(await stage.queues.notifications()).toEqual({ waiting: 0, consumers: 1 });
      });
    },
    patience,
  );

  it(
    'does nothing twice for events that come again, in any order',
    async () => {
      const { client } = stage.clinic.database;
      const rows = await client.outboxEvent.findMany({ orderBy: { id: 'desc' } });
      const before = await consumed('handled');
      for (const { eventId: id, type, data, occurredAt } of rows) {
        const envelope = { id, type, occurredAt, requestId: null, traceparent: null, data };
        await stage.queues.publish(type, JSON.stringify({ pattern: type, data: envelope }));
      }
      const told = await operate(stage, 'outbox', 'replay', '--from', '2026-01-01T00:00:00Z');
      expect(told).toContain(`${rows.length} events will be published again.`);
      await bookNext(2);
      await everythingArrives();
      await eventually(async () => {
        expect(await consumed('handled')).toBeGreaterThanOrEqual(before + 2 * rows.length);
      }, healing);
      await everythingArrives();
      expect(await operate(stage, 'outbox', 'status')).toMatch(/waiting to be published +0\n/);
    },
    patience,
  );

  it(
    'keeps what fails in PostgreSQL, tries it again, and gives up in the end, with the reason',
    async () => {
      const { client } = stage.clinic.database;
      const parked = (): Promise<{ eventId: string; attempts: number; reason: string }[]> =>
        client.eventRetry.findMany({ orderBy: { createdAt: 'asc' } });
      await client.$executeRaw`ALTER TABLE notifications RENAME TO notifications_away`;
      await bookNext(2);
      await eventually(async () => {
        expect(await parked()).toHaveLength(2);
      }, healing);
      const { text } = await call('GET', `${notifications.url}/metrics`);
      expect(text).toMatch(/^docket_event_retries_waiting 2$/m);
      expect(text).toMatch(/^docket_event_retries_oldest_seconds 0*[1-9.]/m);
      // It waits elsewhere and holds nothing up.
      expect((await stage.queues.notifications()).waiting).toBe(0);
      const [first] = await parked();
      await client.$executeRaw`
        UPDATE event_retries SET attempts = 13, available_at = now() WHERE event_id = ${first?.eventId}::uuid`;
      await eventually(async () => {
        expect(await operate(stage, 'dlq', 'list')).toContain(first?.eventId);
      }, healing);
      expect(await operate(stage, 'dlq', 'show', first?.eventId ?? '')).toMatch(
        /"x-docket-reason": "\w+ P2010"/,
      );
      await client.$executeRaw`ALTER TABLE notifications_away RENAME TO notifications`;
      expect(await operate(stage, 'dlq', 'replay', '--all')).toContain('1 are on their way again.');
      await everythingArrives();
      // It leaves a moment after it is handled.
      await eventually(async () => {
        expect(await parked()).toEqual([]);
      });
      expect(await operate(stage, 'dlq', 'list')).toContain('0 dead letters, 0 unrouted');
    },
    patience,
  );

  it(
    'lets operators drop a dead letter',
    async () => {
      await stage.queues.publish('appointment.booked.v1', 'rubbish');
      await eventually(async () => {
        expect(await operate(stage, 'dlq', 'list')).toContain('rejected');
      }, healing);
      await expect(operate(stage, 'dlq', 'drop')).rejects.toThrow('Say which, or --all.');
      await expect(operate(stage, 'dlq', 'drop', 'another')).rejects.toThrow('nothing was done');
      expect(await operate(stage, 'dlq', 'drop', '--all')).toContain('1 are gone.');
      expect(await stage.queues.takeDead()).toEqual([]);
    },
    patience,
  );

  it(
    'builds its queue again when it is deleted',
    async () => {
      await stage.queues.deleteNotifications();
      await eventually(async () => {
        expect(await stage.queues.notifications()).toEqual({ waiting: 0, consumers: 1 });
        expect((await call('GET', `${notifications.url}/health/ready`)).status).toBe(200);
      }, healing);
      await bookNext(5);
      await everythingArrives();
    },
    patience,
  );

  it(
    'finds and sends again what the broker loses: purged, deleted with its queue, wiped with its disk',
    async () => {
      await notifications.kill();
      await bookIntoTheQueue(5);
      await stage.queues.purgeNotifications();
      await bookIntoTheQueue(3);
      await stage.queues.deleteNotifications();
      await bookIntoTheQueue(3);
      await rabbitmq.wipe();
      await bookNext(2);
      await rabbitmq.start();
      notifications = await stage.startNotifications();
      await everythingArrives();
      await eventually(async () => {
        const { text } = await call('GET', `${gateway.url}/metrics`);
        expect(text).toMatch(/^docket_events_missing 0$/m);
        const found = Number(/^docket_events_missing_total (\d+)$/m.exec(text)?.[1]);
        expect(found).toBeGreaterThanOrEqual(5);
        // Once each, as the consumer was back by then: nothing was sent to a queue that would lose it again.
        expect(text).toMatch(new RegExp(`^docket_events_replayed_total ${found}$`, 'm'));
      }, healing);
      expect(await operate(stage, 'outbox', 'status')).toMatch(/published and missing +0\n/);
    },
    patience,
  );

  it(
    'has operators see what no queue is bound to, and send it where it belongs',
    async () => {
      await stage.queues.publish('appointment.exploded.v1', '{"data":{"id":"unheard","type":"exploded"}}');
      await eventually(async () => {
        expect(await operate(stage, 'dlq', 'list')).toMatch(/^unheard +exploded +\d+ B {2}unrouted$/m);
      }, healing);
      expect(await operate(stage, 'dlq', 'replay', 'unheard')).toContain('1 are on their way again.');
      await eventually(async () => {
        expect(await operate(stage, 'dlq', 'drop', 'unheard')).toContain('1 are gone.');
      }, healing);
      expect(await operate(stage, 'dlq', 'list')).toContain('0 dead letters, 0 unrouted');
    },
    patience,
  );
});

it(
  'starts without RabbitMQ when told so, books, and delivers later',
  async () => {
    await rabbitmq.stop();
    const stage = await openStage({ rabbitmqUrl: rabbitmq.url, startup: 'degraded' });
    try {
      const { database } = stage.clinic;
      const [gateway] = await Promise.all([stage.startGateway(), stage.startNotifications('/health/live')]);
      expect((await call('GET', `${gateway.url}/health/live`)).status).toBe(200);
      expect(await readiness(gateway.url, 'broker')).toEqual({ status: 200, degraded: true });
      const [patient] = await patients(database, gateway.url, 1);
      const { id: doctorId } = await aDoctorWithAccount(database);
      const starts = await freeStarts(gateway.url, doctorId, 3);
      expect(tally(await bookAll(gateway.url, patient, doctorId, starts))).toEqual({ '201': 3 });
      expect(await ledger(database)).toMatchObject({ events: 3, waiting: 3, messages: 0 });
      await rabbitmq.start();
      await allArrive(database, 3, healing.within);
      expect(await readiness(gateway.url, 'broker')).toEqual({ status: 200, degraded: false });
    } finally {
      await stage.close();
    }
  },
  patience,
);
