import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { asApp } from '../../support/app-login.js';
import { type Stage } from './stage.js';

/**
 * Runs an operator's command on a stage, as `npm run` does once everything is built.
 *
 * @returns what it wrote
 * @throws Error with what it complained about
 */
export async function operate(stage: Stage, command: 'outbox' | 'dlq', ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [`dist/bundle/${command}.js`, ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: asApp(stage.clinic.url),
      RABBITMQ_URL: stage.rabbitmqUrl,
      NAMESPACE: stage.namespace,
    },
    maxBuffer: 64 * 2 ** 20,
  });
  return stdout;
}
