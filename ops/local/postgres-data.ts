import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LaunchError, reasonOf } from './launch-error.js';
import { majorVersion, type PostgresPlace } from './postgres-programs.js';
import { type Identity, run } from './run.js';

export const databaseUser = 'docket';

export const beginAgain = (data: string): string =>
  `Restore ${data} from a backup, or remove it to begin with an empty database.`;

export async function giveTo(path: string, { uid, gid }: Identity): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

/**
 * Letters are those of Unicode, which PostgreSQL knows itself, so that the machine's locales make no difference. Only the
 * index of parts of names asks the machine which characters are letters: without C.UTF-8 there (on older systems) names
 * in other scripts are found all the same, but by reading all of them.
 */
const locales = [
  ['--locale-provider=builtin', '--locale=C.UTF-8'],
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
] as const;

async function createData(place: PostgresPlace, data: string, password: string): Promise<void> {
  const unfinished = `${data}.new`;
  const passwordFile = join(place.folder, 'password.new');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await giveTo(passwordFile, place.identity);
  let result = { code: 1, output: '' };
  for (const locale of locales) {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(unfinished, place.identity);
    result = await run(
      join(place.programs, 'initdb'),
      [
        ...['-D', unfinished, '-U', databaseUser, `--pwfile=${passwordFile}`],
        ...['--auth=scram-sha-256', '--encoding=UTF8', ...locale],
        ...['--set=listen_addresses=127.0.0.1', '--set=unix_socket_directories='],
      ],
      place.identity,
    );
    if (result.code === 0 || !result.output.includes('invalid locale')) break;
  }
  await rm(passwordFile);
  if (result.code !== 0) {
    const lines = result.output.trim().split('\n');
    const reason = lines.find((line) => line.includes('error:')) ?? lines.at(-1) ?? '';
    throw new LaunchError(`PostgreSQL could not create ${data}: ${reason}`);
  }
  // Renamed into place, so that an interrupted start leaves a whole data folder or none.
  await rename(unfinished, data);
}

async function checkData(place: PostgresPlace, data: string): Promise<void> {
  let made: string;
  try {
    made = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = missing ? 'PG_VERSION is missing' : reasonOf(error);
    throw new LaunchError(`${data} is not a usable PostgreSQL data folder: ${reason}. ${beginAgain(data)}`);
  }
  const wanted = await majorVersion(place);
  if (made !== wanted) {
    throw new LaunchError(
      `${data} was made by PostgreSQL ${made}, but this is PostgreSQL ${wanted}. Dump it with the older version, or remove it to begin with an empty database.`,
    );
  }
}

/**
 * Makes the data folder on the first start, and looks at it on every later one.
 *
 * @returns its path
 */
export async function prepareData(place: PostgresPlace, password: string): Promise<string> {
  const data = join(place.folder, 'postgres');
  if (existsSync(data)) await checkData(place, data);
  else await createData(place, data, password);
  return data;
}
