import {
  perishables,
  RetentionRepository,
} from '../../apps/notifications/src/retention/retention.repository.js';
import { aUser } from '../support/clinic.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

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
  outbox_events: ({ client }: TestDatabase['database']) =>
    client.outboxEvent.createMany({
      data: [8 * 24, 6 * 24, undefined].map((hours, index) => ({
        eventId: uuid(index),
        type: 'appointment.booked.v1',
        data: {},
        occurredAt: ago(1000),
        availableAt: ago(1000),
        publishedAt: hours === undefined ? null : ago(hours),
      })),
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
    // What was not published stays, however old it is.
    ['outbox_events', 1, 2],
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

  it('is forgotten by the audit log too', async () => {
    const entry = { actorId: 1, subjectId: 2, action: 'GET /', occurredAt: ago(367 * 24) };
    await db.database.client.auditEntry.create({ data: entry });
    await expect(retention.forgetAudit(368)).resolves.toBe(0);
    await expect(retention.forgetAudit(365)).resolves.toBe(1);
  });
});
