import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Writable } from 'node:stream';
import { type applicationRole } from '#libs/database';
import { prepareData } from './postgres-data.js';
import { findPostgres, type PostgresPlace } from './postgres-programs.js';
import { clearLeftover, databaseName, ensureDatabase, pgCtl, startServer, urlOf } from './postgres-server.js';
import { passwordFor, type Secrets } from './secrets.js';

/** Written again, and compared by the compiler, as the lib comes with the Prisma client, which may not be there yet. */
const appsRole: typeof applicationRole = 'docket_app';

type Guard = ChildProcessByStdio<Writable, null, null>;

export interface EmbeddedPostgres {
  /** With the login of the apps, which is there once the database is migrated */
  readonly url: string;
  readonly ownersUrl: string;
  /** Where the data are, for people. */
  readonly data: string;
  stop(): Promise<void>;
}

/**
 * Waits for a word from the launcher; if the launcher ends without one, however that came, it stops the server. It has
 * a session of its own: no Ctrl-C and no closed terminal reaches it. The pause is for a server on its way up.
 */
const guardScript = `
read -r word && exit
test -e "$1/postmaster.pid" || sleep 2
test ! -e "$1/postmaster.pid" || exec "$0" stop -D "$1" -m fast -w -t 60`;

function startGuard(place: PostgresPlace, data: string): Guard {
  const guard = spawn('/bin/sh', ['-c', guardScript, join(place.programs, 'pg_ctl'), data], {
    ...place.identity,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  return guard;
}

async function dismiss(guard: Guard): Promise<void> {
  if (guard.exitCode !== null || guard.signalCode !== null || guard.pid === undefined) return;
  const ended = once(guard, 'exit');
  guard.stdin.end('stopped\n');
  await ended;
}

async function stopServer(place: PostgresPlace, data: string): Promise<void> {
  const { code } = await pgCtl(place, 'status', '-D', data);
  if (code === 0) await pgCtl(place, 'stop', '-D', data, '-m', 'fast', '-w', '-t', '60');
}

/**
 * Starts the PostgreSQL that comes with the npm packages, on a free port of this machine alone, with its data in
 * `.docket/postgres`. The server ends with the launcher, even when that is killed.
 *
 * @param say is told what the operator should know
 * @throws LaunchError when there is no such server for this machine or the data cannot be used
 */
export async function startEmbeddedPostgres(
  secrets: Secrets,
  say: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const place = await findPostgres(secrets.cloneId, say);
  const data = await prepareData(place, secrets.databasePassword);
  await clearLeftover(place, data, secrets.databasePassword);
  const guard = startGuard(place, data);
  const stop = async () => {
    await stopServer(place, data);
    await dismiss(guard);
  };
  try {
    const port = await startServer(place, data);
    await ensureDatabase(port, secrets.databasePassword);
    const url = urlOf(port, passwordFor(appsRole, secrets), databaseName, appsRole);
    return { url, ownersUrl: urlOf(port, secrets.databasePassword), data, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
