import { randomBytes } from 'node:crypto';
import { applyMigrations, Database } from '#libs/database';
import { makeAppLogin } from './app-login.js';
import { withPostgres } from './run/connections.js';
import { currentRun } from './run/run.js';
import { services } from './services.js';

export interface TestDatabase {
  /** That of its owner */
  readonly url: string;
  /** A pool on it; it connects when first used. */
  readonly database: Database;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

const poolSize = 5;
/** Any number: while one worker builds the template, the others wait. */
const templateLock = 480_213;

/** Runs SQL against the server rather than one of the run's databases. */
const onServer = (sql: string): Promise<unknown> =>
  withPostgres(services().databaseUrl, (client) => client.query(sql));

function urlOf(name: string): string {
  const url = new URL(services().databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * An empty database without Docket's tables.
 *
 * @param options of CREATE DATABASE, such as its collation
 */
export async function createEmptyDatabase(template = 'template0', options = ''): Promise<TestDatabase> {
  const name = `${currentRun().id}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}" ${options}`);
  // Nothing waits for the disk: what is committed outlives a killed process, and no test takes away the machine.
  if (currentRun().isDurable !== true)
    await onServer(`ALTER DATABASE "${name}" SET synchronous_commit = off`);
  const url = urlOf(name);
  const database = new Database({ DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
    },
  };
}

/**
 * Makes a database once for the whole run; copying it takes a fraction of the time.
 *
 * @param begin what it is a copy of itself
 */
async function templateOf(
  kind: string,
  begin: string,
  fill: (url: string) => Promise<unknown>,
): Promise<string> {
  const template = `${currentRun().id}_${kind}`;
  const unfinished = `${template}_unfinished`;
  await withPostgres(services().databaseUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE "${begin}"`);
    await fill(urlOf(unfinished));
    // The migration engine's pool keeps its connection a while, and a database in use is neither renamed nor copied.
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      unfinished,
    ]);
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
  });
  return template;
}

const migratedTemplate = (): Promise<string> =>
  templateOf('template', 'template0', async (url) => {
    await applyMigrations(url);
    await makeAppLogin(url);
  });

/** A database with all migrations and no rows, for one spec file. */
export async function createDatabase(): Promise<TestDatabase> {
  return createEmptyDatabase(await migratedTemplate());
}

/**
 * The same with rows in it.
 *
 * @param fill called once for all spec files that name the same kind
 */
export async function createFilledDatabase(
  kind: string,
  fill: (database: Database) => Promise<void>,
): Promise<TestDatabase> {
  const migrated = await migratedTemplate();
  const template = await templateOf(kind, migrated, async (url) => {
    const database = new Database({ DATABASE_URL: url, DATABASE_POOL_SIZE: poolSize });
    await fill(database).finally(() => database.close());
  });
  return createEmptyDatabase(template);
}
