import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from '../../support/child.js';
import { createEmptyDatabase } from '../../support/database.js';
import { call } from '../../support/http.js';
import { freePort } from '../../support/private-services.js';
import { currentRun } from '../../support/run/run.js';
import { eventually } from '../../support/wait.js';
import { type Amounts } from '../data.js';
import { fillNaive } from './naive-data.js';

const startMilliseconds = 20_000;

async function startPeer(program: string, env: Record<string, string>): Promise<string> {
  const port = await freePort();
  const child = startChild(process.execPath, [program], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(() => call('GET', url), { within: startMilliseconds }).catch(() => {
    throw new Error(`${program} does not start:\n${child.output()}`);
  });
  return url;
}

/**
 * Starts a Fastify server that does nothing but send what `source` answers now to some paths, byte for byte.
 *
 * @returns its URL
 */
export async function startBareFastify(source: string, paths: readonly string[]): Promise<string> {
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

/**
 * Starts the naive server on a database of its own with as many rows as Docket has.
 *
 * @returns its URL
 */
export async function startNaive(amounts: Amounts): Promise<string> {
  const { url } = await createEmptyDatabase();
  await fillNaive(url, amounts);
  return startPeer('test/bench/peers/naive.mjs', { DATABASE_URL: url });
}
