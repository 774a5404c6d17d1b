import { type ClientBase } from 'pg';
import { sessionTimeouts, sessionTimeZone } from './settings.js';

/** What the login of a session can do. */
export interface Rights {
  readonly isSuperuser: boolean;
  /** May make roles, read the write-ahead log, or run programs of the server */
  readonly hasPowers: boolean;
  /** Owns the database or tables of Docket */
  readonly isOwner: boolean;
  /** May change or delete what was written to stay */
  readonly canRewrite: boolean;
}

/** What PostgreSQL says of a session. */
export interface Settings {
  /** What it signed in as, to which it can go back whatever role it works as */
  readonly login: string;
  readonly timeZone: string;
  /** Milliseconds, 0 for none */
  readonly statement_timeout: number;
  readonly lock_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
}

const milliseconds = (name: string): string =>
  `(extract(epoch FROM current_setting('${name}')::interval) * 1000)::int AS ${name}`;

/**
 * What the session can become counts, not what it is: `SET ROLE NONE` gives it the login's rights, `SET ROLE` those of
 * each role that the login is a member of.
 */
const ofRights = `
  WITH reach AS (
    SELECT oid, rolname, rolsuper, rolcreaterole OR rolreplication OR rolbypassrls AS has_powers
    FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')),
  kept AS (
    SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace
      AND relname IN ('audit_entries', 'appointment_history', '_prisma_migrations')),
  owners AS (
    SELECT datdba AS oid FROM pg_database WHERE datname = current_database()
    UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'public'
    UNION SELECT relowner FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p'))
  SELECT EXISTS (SELECT FROM reach WHERE rolsuper) AS "isSuperuser",
    EXISTS (SELECT FROM reach WHERE has_powers OR rolname ~ '^pg_(execute|read|write)_server') AS "hasPowers",
    EXISTS (SELECT FROM reach JOIN owners USING (oid)) AS "isOwner",
    EXISTS (SELECT FROM reach r, kept k WHERE has_table_privilege(r.oid, k.oid, 'DELETE, TRUNCATE')
      OR has_any_column_privilege(r.oid, k.oid, 'UPDATE')) AS "canRewrite"`;

/** It reads no table, so that a new connection has its answer at once. */
const ofSettings = `
  SELECT session_user::text AS login, current_setting('TimeZone') AS "timeZone",
    ${Object.keys(sessionTimeouts).map(milliseconds).join(', ')}`;

function reasonOf(facts: Rights): string | undefined {
  if (facts.isSuperuser) return 'it is a superuser';
  if (facts.isOwner) return 'it owns the tables, or may work as the role that does';
  if (facts.hasPowers) return 'it may make roles, replicate, or run programs of the server';
  if (facts.canRewrite) return 'it is granted that';
  return undefined;
}

/** The names by which servers call the time zone of instants. */
const utc = /^(?:Etc\/)?(?:UTC|UCT|GMT|Universal|Zulu)$/i;

function wrongSetting(facts: Settings): string | undefined {
  const names = Object.keys(sessionTimeouts) as (keyof typeof sessionTimeouts)[];
  const wrong = names.find((name) => facts[name] === 0 || facts[name] > sessionTimeouts[name]);
  if (wrong !== undefined) return `${wrong} is ${facts[wrong]} ms instead of ${sessionTimeouts[wrong]} ms`;
  return utc.test(facts.timeZone)
    ? undefined
    : `the time zone is ${facts.timeZone} instead of ${sessionTimeZone}`;
}

/**
 * What makes a login unfit for the apps, in one line with what to do, to stand after the variable that names it.
 *
 * @returns nothing when it cannot rewrite what was written to stay
 */
export function rightsComplaint({ login }: Pick<Settings, 'login'>, rights: Rights): string | undefined {
  const reason = reasonOf(rights);
  if (reason === undefined) return undefined;
  return `"${login}" could rewrite the audit log, because ${reason}. Name another login there, and this one in MIGRATION_DATABASE_URL for npm run db:migrate, which makes the other and grants it what the apps need.`;
}

/**
 * What makes the settings of a session unfit for the apps, likewise.
 *
 * @returns nothing when it has the time zone and the timeouts that every session is to have
 */
export function settingsComplaint(facts: Settings): string | undefined {
  const setting = wrongSetting(facts);
  if (setting === undefined) return undefined;
  return `${setting}, so a pooler on the way drops what the apps ask for. Run npm run db:migrate with MIGRATION_DATABASE_URL, which sets them for "${facts.login}" in PostgreSQL itself, and have the pooler connect anew.`;
}

async function answerTo<T extends object>(client: ClientBase, question: string): Promise<T> {
  const { rows } = await client.query<T>(question);
  const [answer] = rows;
  if (answer === undefined) throw new Error('PostgreSQL says nothing of the session.');
  return answer;
}

/** Asks PostgreSQL about the session of a client. */
export const sessionSettingsOf = (client: ClientBase): Promise<Settings> => answerTo(client, ofSettings);

/** Asks PostgreSQL about the login of a client. It reads catalogs, which a new connection has not read yet. */
export const rightsOf = (client: ClientBase): Promise<Rights> => answerTo(client, ofRights);
