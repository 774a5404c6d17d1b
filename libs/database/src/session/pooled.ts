import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Client } from 'pg';
import { type DatabaseWay } from '#libs/config';
import { applicationRole } from './settings.js';

const channel = 'docket_ways';
const looks = 10;
const lookMilliseconds = 100;

async function isTrue(client: Client, condition: string, values: readonly unknown[] = []): Promise<boolean> {
  const { rows } = await client.query<{ holds: boolean }>(`SELECT ${condition} AS holds`, [...values]);
  return rows[0]?.holds === true;
}

/**
 * Whether PostgreSQL keeps a statement under the name that it was given here, though this is not the session that it
 * knows: another client of the pooler then meets it, or this one does not find it again. A pooler that knows names gives
 * PostgreSQL its own.
 */
async function losesNames(client: Client): Promise<boolean> {
  const name = `docket_${randomUUID()}`;
  const { processID } = client as unknown as { processID: number };
  await client.query('BEGIN');
  await client.query({ name, text: 'SELECT 1' });
  const isLost = await isTrue(
    client,
    'pg_backend_pid() <> $2 AND EXISTS (SELECT FROM pg_prepared_statements WHERE name = $1)',
    [name, processID],
  );
  await client.query('ROLLBACK');
  return isLost;
}

/**
 * What keeps the apps from working by way of a pooler in transaction mode, in one line with what to do, to stand after
 * the variable that names it. The timeouts are looked at apart.
 */
export async function pooledComplaint(client: Client, way: DatabaseWay): Promise<string | undefined> {
  const isMember = `EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND pg_has_role(session_user, oid, 'USAGE'))`;
  if (!(await isTrue(client, isMember, [applicationRole]))) {
    return `its login has no rights of ${applicationRole}, which a pooler lets nobody take on. Run npm run db:migrate with the owner in MIGRATION_DATABASE_URL, which grants them.`;
  }
  if (way.DATABASE_STATEMENT_NAMES === 'off' || !(await losesNames(client))) return undefined;
  return 'the pooler does not know named statements, so that they would fail. Let it (PgBouncer 1.21 or later with max_prepared_statements), or set DATABASE_STATEMENT_NAMES=off.';
}

/**
 * What keeps the apps from hearing what is announced by way of a pooler, likewise.
 *
 * @param direct a client of the way past the pooler
 * @param pooled a client of the pooler
 */
export async function hearingComplaint(direct: Client, pooled: Client): Promise<string | undefined> {
  const word = randomUUID();
  const heard = new Set<string | undefined>();
  direct.on('notification', ({ payload }) => heard.add(payload));
  await direct.query(`LISTEN ${channel}`);
  await pooled.query('SELECT pg_notify($1, $2)', [channel, word]);
  for (let look = 1; look <= looks; look += 1) {
    // With its answer PostgreSQL sends what has been announced to the session.
    await direct.query('SELECT');
    if (heard.has(word)) return undefined;
    await pause(lookMilliseconds);
  }
  return 'what is announced by way of DATABASE_URL is not heard there. Name the same database, and PostgreSQL itself.';
}
