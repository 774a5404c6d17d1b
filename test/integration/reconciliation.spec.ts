import { Prisma } from '#libs/database';
import { InboxRepository } from '#libs/messaging';
// Past the door of the lib, which has no use for it elsewhere.
import { MissingEventsRepository } from '../../libs/messaging/src/reconciliation/missing-events.repository.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

const consumer = 'c';

let db: TestDatabase;
let events: MissingEventsRepository;
let inbox: InboxRepository;

beforeAll(async () => {
  db = await createDatabase();
  events = new MissingEventsRepository(db.database);
  inbox = new InboxRepository(db.database);
});

afterAll(() => db.drop());

beforeEach(async () => {
  await db.database.client.$executeRaw`
    TRUNCATE outbox_events, inbox_events, event_retries, missing_events, event_comparisons`;
  await db.database.client.eventComparison.create({ data: { consumer, comparedUntil: ago(1000) } });
});

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);

/** @param seconds since it was published, if it was */
async function anEvent(seconds: number | undefined): Promise<string> {
  const publishedAt = seconds === undefined ? null : ago(seconds);
  const [row] = await db.database.rows<{ id: string }>(Prisma.sql`
    INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at, published_at)
    VALUES (gen_random_uuid(), 'waitlist.ended.v1', '{"waitlistEntryId":1}', now(), now(), ${publishedAt})
    RETURNING event_id AS id`);
  return row?.id ?? '';
}

const handle = async (id: string, by = consumer): Promise<boolean> =>
  (await inbox.firstOf(db.database.client, [id], by)).has(id);

/** Compares until there is no more. */
async function compareAll(until: Date): Promise<number> {
  let found = 0;
  for (let hasMore = true; hasMore;) {
    const { missing, hasMore: more } = await events.compare(consumer, until);
    found += missing;
    hasMore = more;
  }
  return found;
}

const missing = async (): Promise<string[]> => {
  const rows = await db.database.client.missingEvent.findMany();
  return rows.map(({ eventId }) => eventId);
};

it('misses what was published and left no trace at the consumer, and nothing else', async () => {
  const [lost = '', handled = '', parked = '', givenUp = '', ofOthers = ''] = await Promise.all(
    [500, 400, 300, 200, 100].map(anEvent),
  );
  await Promise.all([anEvent(2000), anEvent(1), anEvent(undefined)]);
  await handle(handled);
  await inbox.giveUp(givenUp, consumer);
  await handle(ofOthers, 'another');
  await db.database.execute(Prisma.sql`
    INSERT INTO event_retries VALUES (${parked}::uuid, ${consumer}, '{}', 1, '', 'infinity', now())`);
  await expect(compareAll(ago(50))).resolves.toBe(2);
  expect((await missing()).sort()).toEqual([lost, ofOthers].sort());
  expect(await events.standing()).toMatchObject({ missing: 2 });
  // Once compared, they are not compared again.
  await db.database.execute(Prisma.sql`DELETE FROM missing_events`);
  await expect(compareAll(ago(50))).resolves.toBe(0);
  await expect(compareAll(ago(0))).resolves.toBe(1);
});

it('begins with what is published from then on', async () => {
  await events.begin('new');
  await anEvent(5);
  await expect(events.compare('new', ago(0))).resolves.toEqual({ missing: 0, hasMore: false });
});

it('compares in batches, however many were published in one instant', async () => {
  await db.database.execute(Prisma.sql`
    INSERT INTO outbox_events (event_id, type, data, occurred_at, available_at, published_at)
    SELECT gen_random_uuid(), 't', '{}', now(), now(), now() - interval '60 s' - n / 6000 * interval '1 s'
    FROM generate_series(1, 12001) AS n`);
  // The second of 2 events, then those of 6000 and of 5999
  await expect(events.compare(consumer, ago(1))).resolves.toEqual({ missing: 6002, hasMore: true });
  await expect(events.compare(consumer, ago(1))).resolves.toEqual({ missing: 5999, hasMore: true });
  await expect(events.compare(consumer, ago(1))).resolves.toEqual({ missing: 0, hasMore: false });
});

it('sends again what is missing, three times at most, and not while the consumer may have it', async () => {
  const id = await anEvent(500);
  await compareAll(ago(50));
  const due = async (until: Date): Promise<string[]> =>
    (await events.due(consumer, until, 10)).map((event) => event.id);
  const replayed = (secondsAgo: number): Promise<number> =>
    db.database.client.$executeRaw`UPDATE missing_events SET replayed_at = ${ago(secondsAgo)}`;
  for (let times = 0; times < 3; times += 1) {
    expect(await due(ago(0))).toEqual([id]);
    await events.markReplayed(consumer, [id]);
    // In hand, however short the time of RECONCILIATION_SECONDS is.
    await replayed(60);
    expect(await due(ago(0))).toEqual([]);
    await replayed(130);
    // In the queue, which was not seen empty since.
    expect(await due(ago(140))).toEqual([]);
  }
  expect(await due(ago(0))).toEqual([]);
  await expect(events.forgetArrived(consumer)).resolves.toBe(0);
  await handle(id);
  await expect(events.forgetArrived(consumer)).resolves.toBe(1);
  expect(await missing()).toEqual([]);
});

it('handles once what was given up and comes again', async () => {
  const id = await anEvent(5);
  await inbox.giveUp(id, consumer);
  await expect(handle(id)).resolves.toBe(true);
  await expect(handle(id)).resolves.toBe(false);
  await inbox.giveUp(id, consumer);
  await expect(handle(id)).resolves.toBe(false);
});
