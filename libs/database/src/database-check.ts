import { Client } from 'pg';
import { type DatabaseWay, type Env } from '#libs/config';
import { clockLead, mostClockLead } from './clocks.js';
import { hearingComplaint, pooledComplaint } from './session/pooled.js';
import { rightsComplaint, rightsOf, sessionSettingsOf, settingsComplaint } from './session/rights.js';
import { applicationRole, isPooled, sessionSettings, sessionTimeouts } from './session/settings.js';

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

/** What is wrong with a database, to stand after the variable that names it. */
type Complaint = string | undefined;

function connectionComplaint(databaseUrl: string, error: Error & { code?: string }): string {
  const { server, user, database } = placeOf(databaseUrl);
  const reason = error.message === '' ? (error.code ?? 'no reason given') : error.message;
  // SQLSTATE codes: PostgreSQL, appendix A. A pooler speaks of a violation of the protocol.
  switch (error.code ?? '') {
    case '28P01':
    case '28000':
      return `PostgreSQL at ${server} refused the login of "${user}". Correct the user or the password.`;
    case '3D000':
      return `PostgreSQL at ${server} has no database "${database}". Create it, or name another.`;
    case '22023':
    case '42501':
      return `"${user}" may not work as ${applicationRole} (${reason}). Run npm run db:migrate with the owner in MIGRATION_DATABASE_URL, which grants it to the login of DATABASE_URL.`;
    case '08P01':
      return reason.includes('startup parameter')
        ? `what answers at ${server} does not take what the apps ask for (${reason}). Let the pooler ignore ${[...Object.keys(sessionTimeouts), 'options'].join(', ')}, or name PostgreSQL itself in DATABASE_DIRECT_URL when it works in transaction mode.`
        : `the pooler at ${server} has no connection to PostgreSQL (${reason}). Start PostgreSQL, or correct where the pooler looks for it.`;
    default:
      return `no PostgreSQL can be reached at ${server} (${reason}). Start it, or correct the address.`;
  }
}

async function clockComplaint(client: Client): Promise<Complaint> {
  const lead = await clockLead(async () => {
    const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    return rows[0]?.now ?? new Date(NaN);
  });
  if (Math.abs(lead) <= mostClockLead) return undefined;
  const seconds = Math.round(Math.abs(lead) / 1000);
  return `the clock here is ${seconds} s ${lead > 0 ? 'ahead of' : 'behind'} the server's. Set both by the same time server.`;
}

async function serverComplaint(client: Client): Promise<Complaint> {
  const version = await client.query<{ number: string }>(
    `SELECT current_setting('server_version_num') AS number`,
  );
  const major = Math.floor(Number(version.rows[0]?.number) / 10_000);
  if (major < oldestVersion) {
    return `the server is PostgreSQL ${major}, but Docket needs ${oldestVersion} or later.`;
  }
  const available = await client.query<{ name: string }>(
    'SELECT name FROM pg_available_extensions WHERE name = ANY($1)',
    [extensions],
  );
  const missing = extensions.filter((name) => !available.rows.some((row) => row.name === name));
  if (missing.length === 0) return undefined;
  return `the server lacks the extensions ${missing.join(', ')}. Install the package postgresql-contrib on it.`;
}

function clientOf(databaseUrl: string, settings: object = {}): Client {
  const client = new Client({
    ...settings,
    connectionString: databaseUrl,
    connectionTimeoutMillis: connectMilliseconds,
    query_timeout: connectMilliseconds,
  });
  // A connection that breaks between two statements reports it here; the next statement fails anyway.
  client.on('error', () => undefined);
  return client;
}

async function complaintOf(
  databaseUrl: string,
  settings: object,
  look: (client: Client) => Promise<Complaint>,
): Promise<Complaint> {
  const client = clientOf(databaseUrl, settings);
  try {
    await client.connect();
    return (await serverComplaint(client)) ?? (await clockComplaint(client)) ?? (await look(client));
  } catch (error) {
    return connectionComplaint(databaseUrl, error as Error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Tries the database before anything depends on it.
 *
 * @param variable that names it
 * @returns what is wrong with it and what to do, in one line without the password; nothing when it will do
 */
export async function databaseComplaint(
  databaseUrl: string,
  variable = 'DATABASE_URL',
): Promise<string | undefined> {
  const complaint = await complaintOf(databaseUrl, {}, () => Promise.resolve(undefined));
  return complaint === undefined ? undefined : `${variable}: ${complaint}`;
}

type AppDatabase = DatabaseWay & Pick<Env, 'NODE_ENV'>;

async function sessionComplaint(client: Client, env: AppDatabase): Promise<Complaint> {
  const settings = await sessionSettingsOf(client);
  const isForPatients = env.NODE_ENV === 'production';
  const ofRights = isForPatients ? rightsComplaint(settings, await rightsOf(client)) : undefined;
  return ofRights ?? (isForPatients || isPooled(env) ? settingsComplaint(settings) : undefined);
}

/** @param directUrl leads past the pooler of DATABASE_URL, which has been found to work */
async function directComplaint(env: AppDatabase, directUrl: string): Promise<Complaint> {
  const complaint = await complaintOf(directUrl, {}, async (direct) => {
    const rights = env.NODE_ENV === 'production' ? await rightsOf(direct) : undefined;
    const ofRights = rights && rightsComplaint(await sessionSettingsOf(direct), rights);
    if (ofRights !== undefined) return ofRights;
    const pooled = clientOf(env.DATABASE_URL);
    try {
      await pooled.connect();
      return await hearingComplaint(direct, pooled);
    } finally {
      await pooled.end().catch(() => undefined);
    }
  });
  return complaint === undefined ? undefined : `DATABASE_DIRECT_URL: ${complaint}`;
}

/**
 * The {@link databaseComplaint} of an app. Where patients are it also complains of a login that can do more than the apps
 * may, and of a way to the database on which timeouts are lost; behind a pooler in transaction mode of the latter anywhere,
 * and of all else that such a pooler takes away.
 */
export async function appDatabaseComplaint(env: AppDatabase): Promise<string | undefined> {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = env;
  const complaint = await complaintOf(
    DATABASE_URL,
    sessionSettings(env, applicationRole),
    async (client) =>
      (await sessionComplaint(client, env)) ?? (isPooled(env) ? pooledComplaint(client, env) : undefined),
  );
  if (complaint !== undefined) return `DATABASE_URL: ${complaint}`;
  return DATABASE_DIRECT_URL === undefined ? undefined : directComplaint(env, DATABASE_DIRECT_URL);
}
