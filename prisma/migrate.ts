import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadDatabaseEnv } from '#libs/config';
import { applyMigrations, databaseComplaint } from '#libs/database';

/** The first line that says something: the engine's messages go on for a page. */
function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'unknown error';
}

/**
 * Brings a database that is known to answer up to date.
 *
 * @returns the names of the migrations that were applied
 * @throws Error with a message of one line
 */
export async function migrate(databaseUrl: string): Promise<readonly string[]> {
  try {
    return await applyMigrations(databaseUrl);
  } catch (error) {
    throw new Error(`The migrations could not be applied: ${firstLine(error)}`, { cause: error });
  }
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = loadDatabaseEnv();
  const complaint = await databaseComplaint(env.DATABASE_URL);
  if (complaint !== undefined) throw new Error(complaint);
  const applied = await migrate(env.DATABASE_URL);
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('up to date');
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
