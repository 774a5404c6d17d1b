import { schemaSql } from '#libs/database';
import { withPostgres } from '../support/run/connections.js';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.js';

// Prisma's own comparison reads the catalogs through the WebAssembly engine, which fails on their type "char".

/** Partitions are in a schema of their own; the index of a table that has some says ON ONLY. */
const objects = `
  SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS line
  FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid GROUP BY t.typname
  UNION ALL
  SELECT 'column ' || c.relname || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
    || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
  UNION ALL
  SELECT 'constraint ' || c.relname || '.' || k.conname || ': ' || pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid AND c.relnamespace = 'public'::regnamespace
  WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relname <> '_prisma_migrations'
  UNION ALL
  SELECT 'index ' || i.tablename || '.' || i.indexname || ': ' || replace(i.indexdef, ' ON ONLY ', ' ON ')
  FROM pg_indexes i WHERE i.schemaname = 'public' AND i.tablename <> '_prisma_migrations'`;

async function objectsOf({ url }: TestDatabase): Promise<ReadonlySet<string>> {
  const { rows } = await withPostgres(url, (client) => client.query<{ line: string }>(objects));
  return new Set(rows.map(({ line }) => line));
}

/** What Prisma cannot say, so that the migrations alone have it: such as indexes of a part, or of an expression. */
const isBeyondPrisma = (line: string): boolean =>
  /^constraint \S+: (EXCLUDE|CHECK) /.test(line) ||
  /^index \S+: CREATE (UNIQUE )?INDEX .*( WHERE | USING \w+ \(\w+\()/.test(line);

/** Exclusion constraints bring an index of the same name, and it has their predicate. */
const missing = (from: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...from].filter((line) => !others.has(line)).sort();

interface Drift {
  readonly onlyInMigrations: readonly string[];
  readonly onlyInSchema: readonly string[];
}

async function driftBetween(migrated: TestDatabase, described: TestDatabase): Promise<Drift> {
  const [migrations, schema] = await Promise.all([objectsOf(migrated), objectsOf(described)]);
  return {
    onlyInMigrations: missing(migrations, schema).filter((line) => !isBeyondPrisma(line)),
    onlyInSchema: missing(schema, migrations),
  };
}

describe('schema.prisma and the migrations', () => {
  let migrated: TestDatabase;
  let described: TestDatabase;

  beforeAll(async () => {
    [migrated, described] = await Promise.all([createDatabase(), createEmptyDatabase()]);
    const sql = await schemaSql(described.url);
    await withPostgres(described.url, async (client) => {
      for (const extension of ['btree_gist', 'citext', 'pg_trgm']) {
        await client.query(`CREATE EXTENSION ${extension}`);
      }
      await client.query(sql);
    });
  }, 180_000);

  afterAll(() => Promise.all([migrated.drop(), described.drop()]));

  it('describe the same tables', async () => {
    const seen = await objectsOf(migrated);
    // A comparison of nothing with nothing would agree as well.
    expect(seen).toContain("column users.role: role NOT NULL DEFAULT 'patient'::role");
    await expect(driftBetween(migrated, described)).resolves.toEqual({
      onlyInMigrations: [],
      onlyInSchema: [],
    });
  });

  it.each([
    ['a column', 'ALTER TABLE users ADD COLUMN age integer', 'column users.age: integer'],
    ['a default', 'ALTER TABLE users ALTER COLUMN role DROP DEFAULT', 'column users.role: role NOT NULL'],
    ['an enum label', "ALTER TYPE visit_mode ADD VALUE 'phone'", 'enum visit_mode: in_person, video, phone'],
    [
      'an index',
      'CREATE INDEX users_role ON users (role)',
      'index users.users_role: CREATE INDEX users_role ON public.users USING btree (role)',
    ],
  ])('differ when only the migrations have %s', async (_what, change, line) => {
    const altered = await createDatabase();
    await withPostgres(altered.url, (client) => client.query(change));
    const { onlyInMigrations } = await driftBetween(altered, described);
    expect(onlyInMigrations).toEqual([line]);
    await altered.drop();
  });

  it('differ when only schema.prisma has a foreign key', async () => {
    const altered = await createDatabase();
    await withPostgres(altered.url, (client) =>
      client.query('ALTER TABLE sessions DROP CONSTRAINT sessions_user_id_fkey'),
    );
    const { onlyInSchema } = await driftBetween(altered, described);
    expect(onlyInSchema).toEqual([
      expect.stringContaining('constraint sessions.sessions_user_id_fkey: FOREIGN KEY'),
    ]);
    await altered.drop();
  });
});
