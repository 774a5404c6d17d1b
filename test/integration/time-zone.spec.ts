import { Database } from '#libs/database';
import { withPostgres } from '../support/run/connections.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
let database: Database;

beforeAll(async () => {
  db = await createDatabase();
  await withPostgres(db.url, (client) =>
    client.query(`ALTER DATABASE "${new URL(db.url).pathname.slice(1)}" SET timezone = 'America/New_York'`),
  );
  database = new Database({ DATABASE_URL: db.url, DATABASE_POOL_SIZE: 1 });
});

afterAll(async () => {
  await database.close();
  await db.drop();
});

describe('a server that lives in another zone', () => {
  const instant = new Date('2026-07-01T12:34:56.789Z');

  it('is given and gives the same instants, by queries of either kind', async () => {
    const [row] = await database.client.$queryRaw<{ same: boolean; given: Date }[]>`
      SELECT ${instant}::timestamptz = '2026-07-01T12:34:56.789Z'::timestamptz AS same, ${instant}::timestamptz AS given`;
    expect(row).toEqual({ same: true, given: instant });
    await database.client.auditEntry.create({
      data: { actorId: 1, subjectId: 2, action: 'GET /', occurredAt: instant },
    });
    const found = await database.client.auditEntry.findFirst({ where: { occurredAt: instant } });
    expect(found?.occurredAt).toEqual(instant);
    await withPostgres(db.url, async (client) => {
      const { rows } = await client.query<{ occurred_at: Date }>('SELECT occurred_at FROM audit_entries');
      expect(rows[0]?.occurred_at).toEqual(instant);
    });
  });
});
