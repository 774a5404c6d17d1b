import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian's own rabbitmq-server is a wrapper that insists on the system's users and folders; the real one lies here. */
const folders = [
  '/usr/lib/rabbitmq/bin',
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
];

const find = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path));

async function install(debianPackage: string): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', debianPackage], { env });
}

/** One after the other: apt gives up where another one has its lock. */
let installed: Promise<unknown> = Promise.resolve();

/**
 * Finds a program of this machine, and installs it where that can be done without a question: as root on Debian.
 *
 * @throws Error of one line that says what to install
 */
export async function binary(name: string, debianPackage: string): Promise<string> {
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (find(name) === undefined && mayInstall) {
    console.log(`Installing ${debianPackage}, which the tests need.`);
    installed = installed.then(() => install(debianPackage)).catch(() => undefined);
    await installed;
  }
  const found = find(name);
  if (found !== undefined) return found;
  throw new Error(
    `The tests need ${name}: install the package ${debianPackage}, or name a running server in its _URL variable.`,
  );
}
