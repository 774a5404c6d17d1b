import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { LaunchError, reasonOf } from './launch-error.js';
import { freePorts } from './ports.js';
import { beginAgain, databaseUser, giveTo } from './postgres-data.js';
import { type PostgresPlace } from './postgres-programs.js';
import { run } from './run.js';

export const databaseName = 'docket';
const portAttempts = 3;

export const urlOf = (port: number, password: string, database = databaseName, user = databaseUser): string =>
  `postgresql://${user}:${password}@127.0.0.1:${String(port)}/${database}`;

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const pgCtl = (place: PostgresPlace, ...args: readonly string[]) =>
  run(join(place.programs, 'pg_ctl'), args, place.identity);

/**
 * Deals with what a start that was cut off left behind: a server that still runs is stopped, and the note of one
 * that no longer does is removed, as its process number may belong to another program by now. Only the holder of
 * the folder's lock may do this.
 */
export async function clearLeftover(place: PostgresPlace, data: string, password: string): Promise<void> {
  const note = join(data, 'postmaster.pid');
  const text = await readFile(note, 'utf8').catch(() => '');
  if (text === '') return;
  const port = Number(text.split('\n')[3]);
  try {
    const found = await withClient(urlOf(port, password, 'postgres'), async (client) => {
      const { rows } = await client.query<{ folder: string }>(
        `SELECT current_setting('data_directory') AS folder`,
      );
      return rows[0]?.folder;
    });
    if (found === data) await pgCtl(place, 'stop', '-D', data, '-m', 'fast', '-w');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') await rm(note, { force: true });
  }
}

function fatalLine(log: string): string | undefined {
  return log.split('\n').find((line) => /\b(FATAL|PANIC):|^postgres: /.test(line));
}

/** @returns the port that the server listens on */
export async function startServer(place: PostgresPlace, data: string): Promise<number> {
  const logFile = join(place.folder, 'postgres.log');
  for (let attempt = 1; ; attempt += 1) {
    const [port = 0] = await freePorts(1);
    await writeFile(logFile, '');
    await giveTo(logFile, place.identity);
    const { code, output } = await pgCtl(
      place,
      ...['start', '-D', data, '-l', logFile, '-w', '-t', '60', '-o', `-p ${String(port)}`],
    );
    if (code === 0) return port;
    const log = await readFile(logFile, 'utf8').catch(() => '');
    // Another program may have taken the port since it was found free.
    if (attempt < portAttempts && log.includes('Address already in use')) continue;
    const reason = (fatalLine(log) ?? output.trim().split('\n').at(-1) ?? '').trim();
    throw new LaunchError(
      `PostgreSQL does not start on ${data}: ${reason}. ${beginAgain(data)} Its log is ${logFile}.`,
    );
  }
}

/** Makes the database on the first start, or after one that was cut off before it. */
export async function ensureDatabase(port: number, password: string): Promise<void> {
  try {
    await withClient(urlOf(port, password, 'postgres'), async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== '28P01') {
      throw new LaunchError(`The embedded PostgreSQL does not answer: ${reasonOf(error)}.`);
    }
    throw new LaunchError(
      'The password in .docket/secrets.json is not that of the data in .docket/postgres. Restore that file, or remove the folder .docket to begin with an empty database.',
    );
  }
}
