import { redisComplaints } from '#libs/cache';
import { asOwner, type Env, ownersDatabase } from '#libs/config';
import { Database, databaseComplaint } from '#libs/database';
import { brokerComplaint } from '#libs/messaging';
import { migrate } from '../../prisma/migrate.js';
import { demoLogins, hasDemo, seed } from '../../prisma/seed.js';

export { demoLogins, migrate };

/**
 * Tries the services that a variable names.
 *
 * @param isDatabaseNamed false when the launcher starts PostgreSQL itself
 * @returns one line for each thing that is wrong
 */
export async function serviceComplaints(env: Env, isDatabaseNamed: boolean): Promise<string[]> {
  // The login of the apps may not be there yet: migrations make it.
  const owners = ownersDatabase(env);
  const complaints = await Promise.all([
    isDatabaseNamed ? databaseComplaint(owners.url, owners.variable) : undefined,
    redisComplaints(env),
    brokerComplaint(env),
  ]);
  return complaints.flat().filter((line) => line !== undefined);
}

/**
 * Fills an empty database with the demo.
 *
 * @throws Error when the database holds anything else
 */
export async function addDemo(env: Env): Promise<void> {
  if (await hasDemo(ownersDatabase(env).url)) return;
  const database = new Database(asOwner(env));
  try {
    await seed(database);
  } finally {
    await database.close();
  }
}
