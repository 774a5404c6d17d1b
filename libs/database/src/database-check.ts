import { Client } from 'pg';
import { clockLead, mostClockLead } from './clocks.js';

const extensions = ['btree_gist', 'citext', 'pg_trgm', 'unaccent'];
const oldestVersion = 15;
const connectMilliseconds = 5000;

/** The place that a URL names, without the password. */
function placeOf(databaseUrl: string): { server: string; user: string; database: string } {
  const url = new URL(databaseUrl);
  return {
    server: `${url.hostname}:${url.port === '' ? '5432' : url.port}`,
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}

function connectionComplaint(databaseUrl: string, error: Error & { code?: string }): string {
  const { server, user, database } = placeOf(databaseUrl);
  const reason = error.message === '' ? (error.code ?? 'no reason given') : error.message;
  // SQLSTATE codes: PostgreSQL, appendix A.
  switch (error.code ?? '') {
    case '28P01':
    case '28000':
      return `DATABASE_URL: PostgreSQL at ${server} refused the login of "${user}". Correct the user or the password.`;
    case '3D000':
      return `DATABASE_URL: PostgreSQL at ${server} has no database "${database}". Create it, or name another.`;
    default:
      return `DATABASE_URL: no PostgreSQL can be reached at ${server} (${reason}). Start it, or correct the address.`;
  }
}

async function clockComplaint(client: Client): Promise<string | undefined> {
  const lead = await clockLead(async () => {
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return rows[0]?.now ?? new Date(NaN);
  });
  if (Math.abs(lead) <= mostClockLead) return undefined;
  const seconds = Math.round(Math.abs(lead) / 1000);
  return `DATABASE_URL: the clock here is ${seconds} s ${lead > 0 ? 'ahead of' : 'behind'} the server's. Set both by the same time server.`;
}

async function serverComplaint(client: Client): Promise<string | undefined> {
  const version = await client.query<{ number: string }>(
    `SELECT current_setting('server_version_num') AS number`,
  );
  const major = Math.floor(Number(version.rows[0]?.number) / 10_000);
  if (major < oldestVersion) {
    return `DATABASE_URL: the server is PostgreSQL ${major}, but Docket needs ${oldestVersion} or later.`;
  }
  const available = await client.query<{ name: string }>(
    'SELECT name FROM pg_available_extensions WHERE name = ANY($1)',
    [extensions],
  );
  const missing = extensions.filter((name) => !available.rows.some((row) => row.name === name));
  if (missing.length === 0) return undefined;
  return `DATABASE_URL: the server lacks the extensions ${missing.join(', ')}. Install the package postgresql-contrib on it.`;
}

/**
 * Tries the database before anything depends on it.
 *
 * @returns what is wrong with it and what to do, in one line without the password; nothing when it will do
 */
export async function databaseComplaint(databaseUrl: string): Promise<string | undefined> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectMilliseconds,
    query_timeout: connectMilliseconds,
  });
  // A connection that breaks between two statements reports it here; the next statement fails anyway.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await serverComplaint(client)) ?? (await clockComplaint(client));
  } catch (error) {
    return connectionComplaint(databaseUrl, error as Error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
