import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { applicationRole, sessionTimeouts, sessionTimeZone } from './settings.js';

const connectMilliseconds = 5000;
/** SQLSTATE codes of a login that does not exist or has another password (PostgreSQL, appendix A) */
const refusals = ['28P01', '28000'];
/** Any number: migrations that run at once make the login one after the other. */
const loginLock = 402_331;
const iterations = 4096;
const keyBytes = 32;

interface Login {
  readonly name: string;
  readonly password: string;
}

function loginOf(databaseUrl: string): Login {
  const { username, password } = new URL(databaseUrl);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** What PostgreSQL keeps of a password (RFC 5803), made here: statements may end up in its log. */
function verifierOf(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, keyBytes, 'sha256');
  const keyOf = (use: string): Buffer => createHmac('sha256', salted).update(use).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const server = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: connectMilliseconds,
    query_timeout: connectMilliseconds,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether the server, past any pooler, lets the login in. */
async function isLetIn(ownerUrl: string, { name, password }: Login): Promise<boolean> {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  try {
    await withClient(url.href, () => Promise.resolve());
    return true;
  } catch (error) {
    if (refusals.includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

interface Found {
  readonly isThere: boolean;
  /** Has rights of its own, so that it is no login of the apps */
  readonly hasMore: boolean;
  readonly isMember: boolean;
  /** NAME=VALUE, as the server keeps them for the login */
  readonly settings: readonly string[];
}

async function find(client: Client, name: string): Promise<Found> {
  const { rows } = await client.query<Found>(
    `SELECT r.oid IS NOT NULL AS "isThere",
      coalesce(rolsuper OR rolcreaterole OR rolcreatedb OR EXISTS (SELECT FROM pg_database WHERE datdba = r.oid)
        OR EXISTS (SELECT FROM pg_class WHERE relowner = r.oid), false) AS "hasMore",
      coalesce(pg_has_role(r.oid, $2, 'MEMBER'), false) AS "isMember",
      coalesce((SELECT setconfig FROM pg_db_role_setting WHERE setrole = r.oid AND setdatabase = 0), '{}') AS settings
     FROM (SELECT) one LEFT JOIN pg_roles r ON r.rolname = $1`,
    [name, applicationRole],
  );
  return rows[0] ?? { isThere: false, hasMore: false, isMember: false, settings: [] };
}

/** What holds for every session of the login, also behind a pooler that does not pass on what a session asks for. */
const lastingSettings = { ...sessionTimeouts, TimeZone: sessionTimeZone };

async function make(client: Client, ownerUrl: string, login: Login): Promise<void> {
  const role = client.escapeIdentifier(login.name);
  const { isThere, hasMore, isMember, settings } = await find(client, login.name);
  if (hasMore) throw new Error('it is there, and may do more than the apps');
  const secret = login.password === '' ? '' : ` PASSWORD ${client.escapeLiteral(verifierOf(login.password))}`;
  if (!isThere) await client.query(`CREATE ROLE ${role} LOGIN${secret}`);
  else if (!(await isLetIn(ownerUrl, login))) {
    // Only a login of the apps gets another password; a slip in a name must not lock out anything else.
    if (!isMember) throw new Error('it is there, with another password, and is no login of the apps');
    await client.query(`ALTER ROLE ${role} LOGIN${secret}`);
  }
  if (!isMember) await client.query(`GRANT ${applicationRole} TO ${role}`);
  const missing = Object.entries(lastingSettings).filter(
    ([name, value]) => !settings.includes(`${name}=${value}`),
  );
  for (const [name, value] of missing) await client.query(`ALTER ROLE ${role} SET ${name} = '${value}'`);
}

/**
 * Makes the login of the apps, or gives it what it lacks: membership in {@link applicationRole}, the password of the URL,
 * and the timeouts and the time zone of its sessions.
 *
 * @param ownerUrl of a login that may make roles; nothing happens when it is that of the apps too
 * @param databaseUrl names the login of the apps, with its password
 * @throws Error with a message of one line
 */
export async function provideLogin(ownerUrl: string, databaseUrl: string): Promise<void> {
  const login = loginOf(databaseUrl);
  const owner = loginOf(ownerUrl).name;
  if (login.name === owner) return;
  try {
    await withClient(ownerUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [loginLock]);
      await make(client, ownerUrl, login);
      await client.query('COMMIT');
    });
  } catch (error) {
    throw new Error(
      `DATABASE_URL: "${owner}" could not make the login "${login.name}" (${(error as Error).message}). Correct the URL, or make it by hand: CREATE ROLE "${login.name}" LOGIN PASSWORD '…' IN ROLE ${applicationRole}.`,
      { cause: error },
    );
  }
}
