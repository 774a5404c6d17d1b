import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killChildren } from '../child.js';
import { brokerNamesOf, removeRemains } from './cleaning.js';
import { answers } from './connections.js';
import {
  type PrivateService,
  startPrivatePostgres,
  startPrivateRabbitmq,
  startPrivateRedis,
} from '../private-services.js';
import { publishRun, type Run } from './run.js';

interface Source {
  readonly variable: string;
  /** Where the service listens on a developer's machine */
  readonly local: string;
  readonly answers: (url: string) => Promise<unknown>;
  readonly startPrivate: () => Promise<PrivateService>;
}

const sources = {
  postgres: {
    variable: 'DATABASE_URL',
    local: 'postgresql://postgres@127.0.0.1:5432/postgres',
    answers: answers.postgres,
    startPrivate: startPrivatePostgres,
  },
  redis: {
    variable: 'REDIS_URL',
    local: 'redis://127.0.0.1:6379',
    answers: answers.redis,
    startPrivate: startPrivateRedis,
  },
  rabbitmq: {
    variable: 'RABBITMQ_URL',
    local: 'amqp://guest:guest@127.0.0.1:5672',
    answers: answers.rabbitmq,
    startPrivate: startPrivateRabbitmq,
  },
} satisfies Record<string, Source>;

type Service = keyof typeof sources;

/** What the environment names, else what answers on the standard port, else a server for this run alone. */
async function find({ variable, local, answers, startPrivate }: Source, isOwn: boolean): Promise<string> {
  const named = process.env[variable];
  if (named !== undefined && named !== '') {
    await answers(named).catch((error: unknown) => {
      throw new Error(`${variable} is set, but nothing answers there: ${String(error)}`);
    });
    return named;
  }
  const isThere =
    !isOwn &&
    (await answers(local).then(
      () => true,
      () => false,
    ));
  return isThere ? local : (await startPrivate()).url;
}

function newRun(): Run {
  const folder = mkdtempSync(join(tmpdir(), 'docket-test-'));
  // The system user that runs PostgreSQL has to come through.
  chmodSync(folder, 0o755);
  return { id: `t${randomBytes(4).toString('hex')}`, folder, databaseUrl: '', redisUrl: '', rabbitmqUrl: '' };
}

function leave(run: Run): void {
  killChildren();
  rmSync(run.folder, { recursive: true, force: true, maxRetries: 5 });
}

async function end(run: Run): Promise<void> {
  const names = brokerNamesOf(run);
  // First, so that nothing uses what is removed next: without its folder, a run gives nothing out any more.
  leave(run);
  await removeRemains(run, names);
}

/** Specs go on until the process is gone, and what they were just creating comes after the first look. */
async function breakOff(run: Run): Promise<void> {
  await end(run);
  await end(run);
  process.exit(1);
}

async function withServices(run: Run, own: readonly Service[]): Promise<Run> {
  const wanted = ['postgres', 'redis', 'rabbitmq'] as const;
  // All are awaited even when one fails, so that none starts behind the back of the cleaning.
  const found = await Promise.allSettled(wanted.map((name) => find(sources[name], own.includes(name))));
  const [databaseUrl = '', redisUrl = '', rabbitmqUrl = ''] = found.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  return { ...run, databaseUrl, redisUrl, rabbitmqUrl };
}

/**
 * Finds or starts the services and tells every worker of them.
 *
 * @param own those that the run wants to itself, even if one answers on the standard port
 * @returns what to call at the end: it removes whatever the run has left, databases, keys, queues, processes, files
 */
export async function beginRun(
  own: readonly Service[] = [],
  { isDurable = false }: Pick<Run, 'isDurable'> = {},
): Promise<() => Promise<void>> {
  const bare = { ...newRun(), isDurable };
  publishRun(bare);
  process.once('exit', killChildren);
  const run = await withServices(bare, own).catch((error: unknown) => {
    leave(bare);
    throw error;
  });
  publishRun(run);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void breakOff(run));
  }
  return () => end(run);
}
