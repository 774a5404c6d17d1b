import { existsSync } from 'node:fs';

/** What every process of one test run knows; handed from the main process to Jest's workers in the environment. */
export interface Run {
  /** Begins the name of every database, Redis key, exchange and queue of this run */
  readonly id: string;
  /** Everything that this run writes to disk */
  readonly folder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly rabbitmqUrl: string;
  /** Whether a PostgreSQL of its own waits for the disk; tests do not take away the machine */
  readonly isDurable?: boolean;
}

const variable = 'DOCKET_TEST_RUN';

/** @throws Error outside a run: before Jest's global setup, or when the run was broken off while a spec goes on */
export function currentRun(): Run {
  const run = process.env[variable];
  if (run === undefined) throw new Error('No test run: test/support/run/global-setup.ts has to come first.');
  const parsed = JSON.parse(run) as Run;
  if (!existsSync(parsed.folder)) throw new Error('The test run is over.');
  return parsed;
}

export function publishRun(run: Run): void {
  process.env[variable] = JSON.stringify(run);
}
