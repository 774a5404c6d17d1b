import { type DatabaseWay } from '#libs/config';

/** The role that the migrations make for the apps: it cannot rewrite the audit log, nor the tables' definitions. */
export const applicationRole = 'docket_app';

/** What every session asks of PostgreSQL, in milliseconds. Without these a statement waits for ever. */
export const sessionTimeouts = {
  statement_timeout: 5000,
  lock_timeout: 3000,
  idle_in_transaction_session_timeout: 8000,
};

/** Instants travel without a zone, so the session's has to be theirs, whatever the server's is. */
export const sessionTimeZone = 'UTC';

/** Whether each transaction may be on another connection to PostgreSQL, so that nothing can be asked of a session. */
export const isPooled = ({ DATABASE_DIRECT_URL }: Pick<DatabaseWay, 'DATABASE_DIRECT_URL'>): boolean =>
  DATABASE_DIRECT_URL !== undefined;

/**
 * How a client of `pg` asks for a session. A pooler passes none of it on: there the login has it all by itself, which
 * {@link SessionGuard} and the start see to.
 *
 * @param role the role of PostgreSQL to work as; the user of the URL by default
 */
export const sessionSettings = (way: DatabaseWay, role?: string) =>
  isPooled(way)
    ? {}
    : {
        ...sessionTimeouts,
        options: [`-c timezone=${sessionTimeZone}`, ...(role === undefined ? [] : [`-c role=${role}`])].join(
          ' ',
        ),
      };
