import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startChild } from '../../support/child.js';
import { call } from '../../support/http.js';
import { freePort, newFolder } from '../../support/private/service.js';
import { eventually } from '../../support/wait.js';
import { asked } from '../asked.js';
import { type Bounds, type Row } from '../row.js';

const run = promisify(execFile);
const work = 'npm start';
const patience = 600_000;
const lookMilliseconds = 20;

/** The last commit with its packages, as `npm ci` leaves it. */
async function freshClone(): Promise<string> {
  const folder = join(await newFolder('start'), 'docket');
  await run('git', ['clone', '--quiet', '--local', process.cwd(), folder]);
  // Links take no time; another file system has to copy.
  await run('cp', ['--archive', '--link', 'node_modules', folder]).catch(() =>
    run('cp', ['--archive', 'node_modules', folder]),
  );
  return folder;
}

/** @returns seconds until both apps are ready and the web client is there */
async function secondsToReady(folder: string): Promise<number> {
  const ports = { PORT: String(await freePort()), NOTIFICATIONS_PORT: String(await freePort()) };
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    EVENTS_PORT: String(await freePort()),
    ...ports,
  };
  const began = performance.now();
  const child = startChild('npm', ['start'], { cwd: folder, env });
  const isReady = async (): Promise<boolean> => {
    if (!child.isRunning()) return true;
    const pages = [
      `${ports.PORT}/health/ready`,
      `${ports.NOTIFICATIONS_PORT}/health/ready`,
      `${ports.PORT}/app/`,
    ];
    const answers = await Promise.all(pages.map((page) => call('GET', `http://127.0.0.1:${page}`)));
    return answers.every(({ status }) => status === 200);
  };
  try {
    await eventually(isReady, { within: patience, every: lookMilliseconds });
    if (!child.isRunning()) throw new Error(`npm start ended:\n${child.output()}`);
    return (performance.now() - began) / 1000;
  } finally {
    child.signal('SIGTERM');
    await eventually(() => !child.isRunning(), { within: patience }).finally(() => {
      child.kill();
    });
  }
}

/** Docket with nothing but itself, from a fresh clone and again. */
export async function start(): Promise<Row[]> {
  const folder = await freshClone();
  const row = async (note: string, bounds: Bounds): Promise<Row> => ({
    work,
    name: 'Docket',
    ratio: { value: await secondsToReady(folder), unit: ' s', ...bounds },
    note,
  });
  return [
    await row('until all is ready, for the first time after `npm ci`', asked.firstStartSeconds),
    await row('until all is ready, again', asked.nextStartSeconds),
  ];
}
