import { randomUUID } from 'node:crypto';
import { OutboxOperationsRepository } from '#libs/messaging';
import {
  perishables,
  RetentionRepository,
} from '../../apps/notifications/src/retention/retention.repository.js';
import { OutboxRepository } from '../../libs/messaging/src/outbox/outbox.repository.js';
import { asApp } from '../support/app-login.js';
import { aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';

let db: TestDatabase;
let retention: RetentionRepository;

beforeAll(async () => {
  db = await createDatabase();
  retention = new RetentionRepository(db.database);
});

afterAll(() => db.drop());

const hour = 60 * 60 * 1000;
const ago = (hours: number): Date => new Date(Date.now() - hours * hour);
const uuid = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;

/** Two rows of each table: one that has just expired and one that is about to. */
const rows = {
  idempotency_keys: ({ client }: TestDatabase['database'], userId: number) =>
    client.idempotencyKey.createMany({
      data: [25, 23].map((hours) => {
        const createdAt = ago(hours);
        return { userId, route: 'POST /', key: String(hours), requestHash: '', result: {}, createdAt };
      }),
    }),
  service_requests: ({ client }: TestDatabase['database']) =>
    client.serviceRequest.createMany({
      data: [2, 0.5].map((hours) => ({ service: 'kiosk', nonce: String(hours), expiresAt: ago(hours) })),
    }),
  patient_looks: ({ client }: TestDatabase['database'], userId: number) =>
    client.patientLook.createMany({
      data: [367 * 24, 364 * 24].map((hours) => ({
        ...{ actorId: userId, userId, reason: 'Is on the phone.' },
        ...{ lookedAt: ago(hours + 1), endsAt: ago(hours) },
      })),
    }),
  inbox_events: ({ client }: TestDatabase['database']) =>
    client.inboxEvent.createMany({
      data: [31, 29].map((days) => ({ eventId: uuid(days), consumer: 'c', receivedAt: ago(days * 24) })),
    }),
  missing_events: ({ client }: TestDatabase['database']) =>
    client.missingEvent.createMany({
      data: [8, 6].map((days) => ({ eventId: uuid(days), consumer: 'c', foundAt: ago(days * 24) })),
    }),
  patient_merges: async ({ client }: TestDatabase['database'], keptId: number) => {
    const { id: mergedId } = await client.user.create({ data: { name: 'Robin' }, select: { id: true } });
    const merge = { keptId, mergedId, actorId: keptId, moved: {} };
    return client.patientMerge.createMany({
      data: [31, 29].map((days) => ({ ...merge, mergedAt: ago(days * 24) })),
    });
  },
  account_links: ({ client }: TestDatabase['database'], userId: number) =>
    client.accountLink.createMany({
      data: [
        { usedAt: ago(31 * 24), expiresAt: ago(-24) },
        { usedAt: null, expiresAt: ago(31 * 24) },
        { usedAt: ago(29 * 24), expiresAt: ago(-24) },
        { usedAt: null, expiresAt: ago(29 * 24) },
      ].map((ends, index) => ({
        id: uuid(index),
        purpose: 'password_reset' as const,
        userId,
        email: 'ada@clinic.example',
        createdAt: ago(1000),
        ...ends,
      })),
    }),
  deliveries: ({ client }: TestDatabase['database'], userId: number) =>
    client.delivery.createMany({
      data: [367, 364].map((days) => ({
        key: String(days),
        occasion: 'reminder' as const,
        channel: 'email' as const,
        userId,
        dueAt: ago(days * 24),
        expiresAt: ago(days * 24),
        createdAt: ago(1000),
      })),
    }),
  message_budgets: ({ client }: TestDatabase['database']) =>
    client.messageBudget.createMany({
      data: [1, -1].map((hours) => ({ subject: String(hours), fullAt: ago(hours) })),
    }),
  waitlist_entries: ({ client }: TestDatabase['database'], userId: number) =>
    client.waitlistEntry.createMany({
      data: [366, 364, undefined].map((days) => ({
        userId,
        specialization: 'Cardiology',
        from: ago(1000 * 24),
        to: ago(999 * 24),
        createdById: userId,
        createdAt: ago(1000 * 24),
        ...(days !== undefined && { status: 'left' as const, endedAt: ago(days * 24) }),
      })),
    }),
  sessions: ({ client }: TestDatabase['database'], userId: number) =>
    client.session.createMany({
      data: [
        { endedAt: ago(31 * 24), expiresAt: ago(-24) },
        { endedAt: null, expiresAt: ago(31 * 24) },
        { endedAt: ago(29 * 24), expiresAt: ago(-24) },
        { endedAt: null, expiresAt: ago(-24) },
      ].map((ends, index) => ({
        id: uuid(index),
        userId,
        createdAt: ago(1000),
        lastSeenAt: ago(1000),
        ...ends,
      })),
    }),
} as const;

describe('what has been kept for long enough', () => {
  it.each([
    ['idempotency_keys', 1, 1],
    ['inbox_events', 1, 1],
    ['missing_events', 1, 1],
    ['account_links', 2, 2],
    ['deliveries', 1, 1],
    ['message_budgets', 1, 1],
    // Who still waits is not forgotten.
    ['waitlist_entries', 1, 2],
    ['patient_merges', 1, 1],
    ['sessions', 2, 2],
  ] as const)('is cleared from %s', async (table, gone, left) => {
    const { id } = await aUser(db.database);
    await rows[table](db.database, id);
    await expect(retention.clear(table)).resolves.toBe(gone);
    await expect(retention.clear(table)).resolves.toBe(0);
    const [counted] = await db.database.client.$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) FROM ${table}`,
    );
    expect(Number(counted?.count)).toBe(left);
  });

  it('is looked for in every table that is said to be perishable', () => {
    expect(Object.keys(rows).sort()).toEqual([...perishables].sort());
  });

  it('goes in batches, however much it is', async () => {
    await db.database.client.$executeRaw`
      INSERT INTO inbox_events SELECT gen_random_uuid(), 'many', now() - interval '31 days' FROM generate_series(1, 10001)`;
    await expect(retention.clear('inbox_events')).resolves.toBe(10_001);
  });
});

describe('what goes by whole partitions', () => {
  const asOwner = (sql: string) => withPostgres(db.url, (client) => client.query<{ name: string }>(sql));
  const partitions = async (): Promise<string[]> =>
    (await asOwner('SELECT partition::regclass::text AS name FROM partitions.standing')).rows.map(
      ({ name }) => name,
    );
  const events = ({ client }: TestDatabase['database'], occurredAt: Date, published: (Date | null)[]) =>
    client.outboxEvent.createMany({
      data: published.map((publishedAt) => ({
        ...{ eventId: randomUUID(), type: 'appointment.booked.v1', data: {} },
        ...{ occurredAt, availableAt: occurredAt, publishedAt },
      })),
    });
  const forget = () => retention.forget(365);
  const count = () => db.database.client.outboxEvent.count();

  beforeEach(() => asOwner('TRUNCATE outbox_events'));

  it('is cleared row by row where it has no partition of its own; what was not published stays', async () => {
    await events(db.database, ago(1000), [ago(8 * 24), ago(6 * 24), null]);
    await expect(forget()).resolves.toMatchObject({ outbox_events: 1 });
    await expect(forget()).resolves.toMatchObject({ outbox_events: 0 });
    await expect(count()).resolves.toBe(2);
  });

  it.each([
    ['nothing in it is needed', [ago(8 * 24), ago(100 * 24)], 0],
    ['an event waits in it', [ago(8 * 24), null], 2],
    ['an event of it was sent again a day ago', [ago(8 * 24), ago(24)], 2],
  ])('is a partition of events when %s', async (_when, published, left) => {
    await asOwner(`CREATE TABLE IF NOT EXISTS partitions.outbox_events_old PARTITION OF outbox_events
      FOR VALUES FROM ('2020-01-06 00:00+00') TO ('2020-01-13 00:00+00')`);
    await events(db.database, new Date('2020-01-07T12:00Z'), published);
    await forget();
    await expect(count()).resolves.toBe(left);
    expect((await partitions()).includes('partitions.outbox_events_old')).toBe(left > 0);
  });

  it('is claimed, marked and given back wherever it is', async () => {
    await events(db.database, ago(1000), [null]);
    await events(db.database, new Date(), [null, null]);
    const outbox = new OutboxRepository(db.database);
    const claimed = await outbox.claim(10, 15);
    expect(claimed).toHaveLength(3);
    await expect(outbox.claim(10, 15)).resolves.toEqual([]);
    await outbox.release(claimed, 0);
    await outbox.markPublished((await outbox.claim(2, 15)).slice(0, 2));
    await expect(outbox.backlog()).resolves.toMatchObject({ pending: 1 });
    await expect(new OutboxOperationsRepository(db.database).replay({})).resolves.toBe(2);
    await expect(outbox.claim(10, 15)).resolves.toHaveLength(3);
  });

  it('has partitions again after a time in which none were made, with what came meanwhile', async () => {
    const isMade = (name: string): boolean => /\d$/.test(name);
    const before = (await partitions()).filter((name) => !name.endsWith('_default'));
    await asOwner(before.map((name) => `DROP TABLE ${name}`).join('; '));
    const [first] = await db.database.client.outboxEvent.createManyAndReturn({
      data: {
        ...{ eventId: randomUUID(), type: 't', data: {} },
        occurredAt: new Date(),
        availableAt: ago(1),
      },
    });
    await expect(retention.partitionStanding()).resolves.toMatchObject({ ahead: 0, stray: 1 });
    // Of several processes, each would.
    await Promise.all([retention.makePartitions(), retention.makePartitions()]);
    expect((await partitions()).filter(isMade).sort()).toEqual(before.filter(isMade).sort());
    const { ahead, stray } = await retention.partitionStanding();
    expect(stray).toBe(0);
    expect(ahead * 1000).toBeGreaterThan(7 * 24 * hour);
    await expect(db.database.client.outboxEvent.findMany()).resolves.toEqual([first]);
  });

  it('is out of reach of the apps but for the whole table', async () => {
    const names = await partitions();
    expect(names.length).toBeGreaterThanOrEqual(6);
    const statements = [
      'DELETE FROM outbox_events',
      ...names.flatMap((name) => [
        `SELECT FROM ${name}`,
        `DELETE FROM ${name}`,
        `UPDATE ${name} SET request_id = ''`,
        `DROP TABLE ${name}`,
        `ALTER TABLE ${name.replace(/_(default|\d.*)$/, '').replace('partitions.', '')} DETACH PARTITION ${name}`,
      ]),
    ];
    await withPostgres(asApp(db.url), async (client) => {
      for (const sql of statements) {
        await expect(client.query(sql).then(() => sql)).rejects.toMatchObject({ code: '42501' });
      }
    });
  });

  it('is forgotten by the audit log too, whole quarters and what is in none', async () => {
    const entry = { actorId: 1, subjectId: 2, action: 'GET /' };
    await asOwner(`CREATE TABLE partitions.audit_entries_old PARTITION OF audit_entries
      FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-04-01 00:00+00')`);
    await db.database.client.auditEntry.createMany({
      data: [new Date('2020-02-01'), ago(367 * 24), ago(364 * 24)].map((occurredAt) => ({
        ...entry,
        occurredAt,
      })),
    });
    await retention.forget(36_500);
    await expect(db.database.client.auditEntry.count()).resolves.toBe(3);
    await retention.forget(368);
    expect(await partitions()).not.toContain('partitions.audit_entries_old');
    await expect(db.database.client.auditEntry.count()).resolves.toBe(2);
    await expect(retention.forget(1)).resolves.toMatchObject({ audit_entries: 1 });
    await expect(db.database.client.auditEntry.count()).resolves.toBe(1);
  });
});
