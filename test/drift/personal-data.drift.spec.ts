import { createDatabase, type TestDatabase } from '../support/database.js';
import { decisions } from '../support/personal-data.js';
import { withPostgres } from '../support/run/connections.js';

/** Every column of text, and every one that holds ids of users: by its foreign key, or by its name. */
const personal = `
  SELECT c.table_name || '.' || c.column_name AS line
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
    AND (c.udt_name IN ('text', 'varchar', 'bpchar', 'citext', 'json', 'jsonb', 'bytea', '_text', '_varchar', '_citext')
      OR c.data_type <> 'USER-DEFINED'
        AND c.column_name ~ '(^|_)(user|actor|subject|patient|person|guardian|dependant|inviter|kept|merged|by)_ids?$'
      OR EXISTS (
        SELECT FROM pg_constraint k
          JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey)
        WHERE k.contype = 'f' AND k.confrelid = 'users'::regclass AND k.conrelid = to_regclass(quote_ident(c.table_name))
          AND a.attname = c.column_name))`;

async function columnsOf({ url }: TestDatabase): Promise<string[]> {
  const { rows } = await withPostgres(url, (client) => client.query<{ line: string }>(personal));
  return rows.map(({ line }) => line).sort();
}

const decided = Object.entries(decisions)
  .flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`))
  .sort();

let clinic: TestDatabase;

beforeAll(async () => {
  clinic = await createDatabase();
}, 180_000);

afterAll(() => clinic.drop());

it('every column that holds an id of a user, or text, has its decision for export and erasure', async () => {
  expect(await columnsOf(clinic)).toEqual(decided);
});

it.each([
  ['text', 'ALTER TABLE sessions ADD COLUMN nickname text', 'sessions.nickname'],
  ['a foreign key', 'ALTER TABLE doctors ADD COLUMN deputy integer REFERENCES users', 'doctors.deputy'],
  ['a name alone', 'ALTER TABLE waitlist_offers ADD COLUMN seen_by_id integer', 'waitlist_offers.seen_by_id'],
])('a new column is seen by its %s', async (_what, change, line) => {
  await withPostgres(clinic.url, (client) => client.query(change));
  expect((await columnsOf(clinic)).filter((column) => !decided.includes(column))).toContain(line);
});
