import { type DatabaseLogins, ownersDatabase } from '#libs/config';
import { applyMigrations, provideLogin } from '#libs/database';

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
  await provideLogin(url, env.DATABASE_DIRECT_URL ?? env.DATABASE_URL);
  return applied;
}
