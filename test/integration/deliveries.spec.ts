import { Database } from '#libs/database';
import { Channel } from '#libs/notifications';
import { spend } from '../../apps/notifications/src/delivery/budgets/budget.js';
import { BudgetsRepository } from '../../apps/notifications/src/delivery/budgets/budgets.repository.js';
import { DeliveriesRepository } from '../../apps/notifications/src/delivery/deliveries.repository.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { withPostgres } from '../support/run/connections.js';

const planned = 20_000;
const due = 5;
/** As often as PostgreSQL makes plans before it settles for one, and some */
const earlyLooks = 10;

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await createDatabase();
  // What it finds out has statements planned anew, sooner or later.
  await withPostgres(db.url, (client) =>
    client.query('ALTER TABLE deliveries SET (autovacuum_enabled = off)'),
  );
  // Statements meet again on one connection, and what it counts is counted there.
  database = new Database({ DATABASE_URL: db.url, DATABASE_POOL_SIZE: 1 });
});

afterAll(async () => {
  await database.close();
  await db.drop();
});

const fill = `
  INSERT INTO users (id, name) SELECT n, 'Patient' FROM generate_series(1, 1000) n;
  INSERT INTO deliveries (key, occasion, channel, user_id, due_at, expires_at, created_at)
  SELECT n, 'reminder', 'email', 1 + n % 1000,
    CASE WHEN n <= ${due} THEN now() ELSE now() + interval '1 day' END + n * interval '1 millisecond',
    now() + interval '9 days', now()
  FROM generate_series(1, ${planned}) n`;

/** Rows of the ledger that the one connection has read so far, those included that it has not reported yet. */
async function rowsRead(): Promise<number> {
  const [row] = await database.client.$queryRawUnsafe<{ read: number }[]>(`
    SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int AS read FROM (
      SELECT relname, seq_tup_read, idx_tup_fetch FROM pg_stat_user_tables
      UNION ALL SELECT relname, seq_tup_read, idx_tup_fetch FROM pg_stat_xact_user_tables) AS counted
    WHERE relname = 'deliveries'`);
  return row?.read ?? Number.NaN;
}

it('takes what is due, and looks for what was left, without reading all that is planned for later', async () => {
  const deliveries = new DeliveriesRepository(database);
  for (let look = 0; look < earlyLooks; look += 1) {
    await deliveries.claim(Channel.email, 20, 15);
    await deliveries.doubt(Channel.email);
  }
  await withPostgres(db.url, (client) => client.query(fill));
  const before = await rowsRead();
  expect(await deliveries.doubt(Channel.email)).toBe(0);
  expect(await deliveries.claim(Channel.email, 20, 15)).toHaveLength(due);
  expect((await rowsRead()) - before).toBeLessThan(planned / 10);
});

it('spends the whole of a budget that no one has drawn on, in whichever part of a millisecond', async () => {
  const repository = new BudgetsRepository(database);
  const rate = { quota: 6, seconds: 3600 };
  for (let count = 0; count < 20; count += 1) {
    const subject = `news to ${count}`;
    const moments = await database.transaction(async (queries) => {
      const { budgets, now } = await repository.lock(queries, [subject]);
      return spend(Array<ReadonlyMap<string, typeof rate>>(7).fill(new Map([[subject, rate]])), budgets, now);
    });
    expect(moments).toEqual([...Array<undefined>(6).fill(undefined), expect.any(Number)]);
  }
});
