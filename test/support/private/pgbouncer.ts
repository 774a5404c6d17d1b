import { execFile } from 'node:child_process';
import { chown, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startChild } from '../child.js';
import { answers, withPostgres } from '../run/connections.js';
import { binary } from './binaries.js';
import { systemUser } from './postgres.js';
import { freePort, newFolder, type PrivateService, startService } from './service.js';

const run = promisify(execFile);
/** The first that knows statements by name */
const [knowingMajor, knowingMinor] = [1, 21] as const;

interface Pooler extends PrivateService {
  /** Whether statements may have names */
  readonly knowsNames: boolean;
  /** Tells its console something, such as PAUSE. */
  tell(command: string): Promise<unknown>;
}

interface Options {
  /** That of the login of the apps, with its password */
  readonly databaseUrl: string;
  /** Connections to PostgreSQL */
  readonly size: number;
  /** Left out, they are known where the program knows them. */
  readonly knowsNames?: false;
}

/** What `ops/pgbouncer/pgbouncer.ini` says, with other values; one that is undefined is left out. */
async function changed(settings: Readonly<Record<string, string | number | undefined>>): Promise<string> {
  let text = await readFile('ops/pgbouncer/pgbouncer.ini', 'utf8');
  for (const [name, value] of Object.entries(settings)) {
    const line = new RegExp(`^${name} = .*\n`, 'm');
    if (!line.test(text)) throw new Error(`The example says nothing of ${name}.`);
    text = text.replace(line, value === undefined ? '' : `${name} = ${value}\n`);
  }
  return text;
}

/** Starts a PgBouncer as the operators' example has it: in transaction mode, before a database of the run. */
export async function startPrivatePgbouncer({ databaseUrl, size, ...options }: Options): Promise<Pooler> {
  const [program, port, folder, user] = await Promise.all([
    binary('pgbouncer', 'pgbouncer'),
    freePort(),
    newFolder('pgbouncer'),
    systemUser(),
  ]);
  const [, major = 0, minor = 0] = (
    /(\d+)\.(\d+)/.exec((await run(program, ['--version'])).stdout) ?? []
  ).map(Number);
  const canKnow = major > knowingMajor || (major === knowingMajor && minor >= knowingMinor);
  const knowsNames = canKnow && options.knowsNames !== false;
  const target = new URL(databaseUrl);
  const name = target.pathname.slice(1);
  const login = decodeURIComponent(target.username);
  const text = await changed({
    docket: `host=${target.hostname} port=${target.port} dbname=${name}`,
    listen_port: port,
    auth_file: join(folder, 'userlist.txt'),
    default_pool_size: size,
    query_wait_timeout: 1,
    ...(!knowsNames && { max_prepared_statements: canKnow ? 0 : undefined }),
  });
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `${text.replace(/^docket =/m, `${name} =`)}\nunix_socket_dir =\nadmin_users = ${login}\n`,
  );
  await writeFile(join(folder, 'userlist.txt'), `"${login}" "${decodeURIComponent(target.password)}"\n`);
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', String(port)];
  const service = await startService({
    name: 'PgBouncer',
    url: url.href,
    launch: () => startChild(program, [file], { env: process.env, cwd: folder, ...user }),
    answers: answers.postgres,
    stopSignal: 'SIGINT',
  });
  const console = new URL(url);
  console.pathname = '/pgbouncer';
  return {
    ...service,
    knowsNames,
    tell: (command) => withPostgres(console.href, (client) => client.query(command)),
  };
}
