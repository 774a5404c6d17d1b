import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../../support/child.js';
import { createEmptyDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { freePort } from '../../support/private-services.js';
import { currentRun } from '../../support/run/run.js';
import { eventually } from '../../support/wait.js';
import { type Workers, workersOf } from '../cost/meter.js';
import { type Amounts } from '../data.js';
import { fillNaive } from './naive-data.js';

const startMilliseconds = 20_000;

export interface Peer {
  readonly url: string;
  readonly workers: Workers;
}

async function startPeer(program: string, env: Record<string, string>): Promise<Peer> {
  const port = await freePort();
  const child = startChild(process.execPath, [program], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(() => call('GET', url), { within: startMilliseconds }).catch(() => {
    throw new Error(`${program} does not start:\n${child.output()}`);
  });
  return { url, workers: await workersOf(child.pid) };
}

/** Starts a Fastify server that does nothing but send what `source` answers now to some paths, byte for byte. */
export async function startBareFastify(source: string, paths: readonly string[]): Promise<Peer> {
  const answers: Record<string, string> = {};
  for (const path of paths) {
    const { status, text } = await call('GET', source + path);
    if (status !== 200) throw new Error(`${path} was answered ${status}: ${text}`);
    answers[path] = text;
  }
  const file = join(currentRun().folder, `answers-${await freePort()}.json`);
  await writeFile(file, JSON.stringify(answers));
  return startPeer('dist/bench/test/bench/peers/bare-fastify.js', { ANSWERS: file });
}

/** Starts a naive server on a database of its own with as many rows as Docket has. */
export async function startNaive(program: 'naive' | 'naive-pg', amounts: Amounts): Promise<Peer> {
  const { url } = await createEmptyDatabase();
  await fillNaive(url, amounts);
  return startPeer(`test/bench/peers/${program}.mjs`, { DATABASE_URL: url });
}
