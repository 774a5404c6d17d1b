import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DatabaseLogins, loadDatabaseEnv, ownersDatabase } from '#libs/config';
import { applyMigrations, databaseComplaint, provideLogin } from '#libs/database';

/** The first line that says something: the engine's messages go on for a page. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'unknown error';
}

/**
 * Brings a database that is known to answer up to date, and makes the login of the apps where the owner has one of its own.
 *
 * @returns the names of the migrations that were applied
 * @throws Error with a message of one line
 */
export async function migrate(env: DatabaseLogins): Promise<readonly string[]> {
  const { url } = ownersDatabase(env);
  const applied = await applyMigrations(url).catch((error: unknown) => {
    throw new Error(`The migrations could not be applied: ${firstLine(error)}`, { cause: error });
  });
  await provideLogin(url, env.DATABASE_URL);
  return applied;
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = loadDatabaseEnv();
  const { url, variable } = ownersDatabase(env);
  const complaint = await databaseComplaint(url, variable);
  if (complaint !== undefined) throw new Error(complaint);
  const applied = await migrate(env);
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('up to date');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
