import { existsSync } from 'node:fs';
import { type variables } from '#libs/config';
import { type Child, startChild } from './child.js';
import { asApp } from './app-login.js';
import { freePort } from './private-services.js';
import { eventually } from './wait.js';

const startMilliseconds = 90_000;
const stopMilliseconds = 40_000;

interface Options {
  /** That of its owner: the app gets the login of the apps instead */
  readonly databaseUrl: string;
  /** Left out, the app caches in its own memory. */
  readonly redisUrl?: string;
  /** Left out, gateway and notifications are joined by TCP: give both the same EVENTS_PORT in `env`. */
  readonly rabbitmqUrl?: string;
  readonly namespace: string;
  /** Overrides everything else */
  readonly env?: Partial<Record<keyof typeof variables, string>>;
  /** What has to answer 200 before the app counts as started; `/health/live` when a service is down on purpose */
  readonly until?: '/health/ready' | '/health/live';
  /** A new file for what it writes, instead of this process' memory */
  readonly outputFile?: string;
  /** Options of Node itself, such as `--cpu-prof` */
  readonly nodeOptions?: readonly string[];
}

/** One of Docket's apps in a process of its own. */
export interface App {
  readonly url: string;
  readonly pid: number;
  /** SIGTERM, as an orchestrator sends it; resolves when the process is gone, and fails when it has to be killed. */
  stop(): Promise<void>;
  /** SIGKILL */
  kill(): Promise<void>;
  /** What it wrote to standard output and error */
  output(): string;
}

/** Tokens of one gateway are good for another, as in production. */
export const jwtSecret = 'only for tests, the same in every process of a run';

/**
 * How Jest's own process was told to compile: an app of the tests lives for seconds, and what V8 optimizes in that time
 * is rarely run often enough to be worth it. A debugger is for one process alone.
 */
const inherited = process.execArgv.filter((option) => !option.startsWith('--inspect'));

async function untilReady(child: Child, probe: string): Promise<void> {
  const answersWell = async (): Promise<boolean> => {
    const response = await fetch(probe, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status === 200;
  };
  const ready = await eventually(async () => !child.isRunning() || (await answersWell()), {
    within: startMilliseconds,
  }).catch(() => false);
  if (ready && child.isRunning()) return;
  child.kill();
  await child.gone;
  throw new Error(`${probe} never answered 200. The app wrote:\n${child.output()}`);
}

async function startApp(name: 'gateway' | 'notifications', options: Options): Promise<App> {
  const main = `dist/bundle/${name}.js`;
  if (!existsSync(main)) throw new Error(`${main} is missing: run \`npm run build\` before these tests.`);
  const portVariable = name === 'gateway' ? 'PORT' : 'NOTIFICATIONS_PORT';
  const port = options.env?.[portVariable] ?? String(await freePort());
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    [portVariable]: port,
    DATABASE_URL: asApp(options.databaseUrl),
    REDIS_URL: options.redisUrl,
    RABBITMQ_URL: options.rabbitmqUrl,
    NAMESPACE: options.namespace,
    JWT_SECRET: jwtSecret,
    // Describing all routes is an eighth of a start, and few specs look at the description.
    DOCS: 'off',
    // Few patients of the tests book as many as all patients of a clinic.
    QUOTA_HOLDS: '1000000',
    QUOTA_BOOKINGS: '1000000',
    QUOTA_BOOKINGS_PER_DAY: '1000000',
    QUOTA_UNPROVEN_VISITS: '1000000',
    QUOTA_WAITLIST: '1000000',
    // And few get as many messages within seconds.
    BUDGET_MAILS_PER_ADDRESS: '1000000/60',
    BUDGET_MAILS_PER_ACCOUNT: '1000000/60',
    BUDGET_SMS_PER_NUMBER: '1000000/60',
    BUDGET_SMS_PER_ACCOUNT: '1000000/60',
    BUDGET_LINKS: '1000000/60',
    ...options.env,
  };
  const { nodeOptions = [], outputFile } = options;
  const child = startChild(process.execPath, [...inherited, ...nodeOptions, main], {
    env,
    ...(outputFile !== undefined && { outputFile }),
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, `${url}${options.until ?? '/health/ready'}`);
  const kill = async (): Promise<void> => {
    child.kill();
    await child.gone;
  };
  return {
    url,
    pid: child.pid,
    output: () => child.output(),
    kill,
    stop: async () => {
      child.signal('SIGTERM');
      await eventually(() => !child.isRunning(), { within: stopMilliseconds }).finally(kill);
    },
  };
}

/** Starts the compiled gateway on a free port and waits until it is ready. */
export const startGateway = (options: Options): Promise<App> => startApp('gateway', options);

/** Starts the compiled notifications app on a free port and waits until it is ready. */
export const startNotifications = (options: Options): Promise<App> => startApp('notifications', options);
