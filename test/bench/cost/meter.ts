import { services } from '../../support/services.js';
import { type Measured } from '../load.js';
import { type ServerProfile } from '../profile/server-profile.js';
import { processBehind, usedBy } from './processes.js';

/** Those whose processor time is told, in the order of the table; `asking` is this process, which sends the requests. */
export const consumers = ['server', 'PostgreSQL', 'Redis', 'RabbitMQ', 'asking'] as const;

type Consumer = (typeof consumers)[number];

/** Milliseconds of processor time for one good answer; what cannot be read is left out. */
export type Cost = Partial<Record<Consumer, number>>;

/** What works on answers. */
export interface Workers {
  readonly pids: Partial<Record<Exclude<Consumer, 'asking'>, number | undefined>>;
  /** Of the server, while it is measured */
  readonly profile?: ServerProfile | undefined;
}

/** A server and the services behind it, as far as they are on this machine. */
export async function workersOf(server: number, profile?: ServerProfile): Promise<Workers> {
  const { databaseUrl, redisUrl, rabbitmqUrl } = services();
  const pids = {
    server,
    PostgreSQL: await processBehind(databaseUrl, 'postgres'),
    Redis: await processBehind(redisUrl, 'redis'),
    RabbitMQ: await processBehind(rabbitmqUrl, 'beam'),
  };
  return { pids, profile };
}

/** Milliseconds so far. */
async function timesOf({ pids }: Workers): Promise<Cost> {
  const times: Cost = {};
  for (const name of consumers) {
    const pid = name === 'asking' ? undefined : pids[name];
    if (pid !== undefined) times[name] = await usedBy(pid);
  }
  const { user, system } = process.cpuUsage();
  // Without a server it is another program that asks.
  return pids.server === undefined ? times : { ...times, asking: (user + system) / 1000 };
}

const costOf = (before: Cost, after: Cost, answers: number): Cost =>
  Object.fromEntries(
    consumers.flatMap((name) => {
      const [from, to] = [before[name], after[name]];
      return from === undefined || to === undefined ? [] : [[name, (to - from) / answers]];
    }),
  );

/** Reads what a stretch of work takes of each worker's processor time. */
export async function metered(workers: Workers, work: () => Promise<Measured>): Promise<Measured> {
  workers.profile?.begin();
  const before = await timesOf(workers);
  const measured = await work();
  const after = await timesOf(workers);
  const { answers } = measured;
  await workers.profile?.end({ answers, milliseconds: (after.server ?? 0) - (before.server ?? 0) });
  return { ...measured, cost: costOf(before, after, answers) };
}
