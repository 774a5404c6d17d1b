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

/**
 * How a client of `pg` asks for a session.
 *
 * @param role the role of PostgreSQL to work as; the user of the URL by default
 */
export const sessionSettings = (role?: string) => ({
  ...sessionTimeouts,
  options: [`-c timezone=${sessionTimeZone}`, ...(role === undefined ? [] : [`-c role=${role}`])].join(' '),
});
