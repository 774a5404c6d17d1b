import { randomBytes } from 'node:crypto';
import { applyMigrations, Database } from '#libs/database';
import { withPostgres } from './connections.js';
import { currentRun } from './run.js';
import { services } from './services.js';

export interface TestDatabase {
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

/** An empty database without Docket's tables. */
export async function createEmptyDatabase(template = 'template0'): Promise<TestDatabase> {
  const name = `${currentRun().id}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  // Nothing waits for the disk: what is committed outlives a killed process, and no test takes away the machine.
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

/** Migrates once for the whole run; copying the result takes a fraction of the time. */
async function migratedTemplate(): Promise<string> {
  const template = `${currentRun().id}_template`;
  const unfinished = `${template}_unfinished`;
  await withPostgres(services().databaseUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}" TEMPLATE template0`);
    await applyMigrations(urlOf(unfinished));
    // The engine's pool keeps its connection a while, and a database in use is neither renamed nor copied.
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      unfinished,
    ]);
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${template}"`);
  });
  return template;
}

/** A database with all migrations and no rows, for one spec file. */
export async function createDatabase(): Promise<TestDatabase> {
  return createEmptyDatabase(await migratedTemplate());
}
