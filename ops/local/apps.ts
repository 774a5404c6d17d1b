import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { LaunchError, reasonOf } from './launch-error.js';

const readyMilliseconds = 60_000;
const drainMilliseconds = 10_000;
const pollMilliseconds = 50;

export interface AppSpec {
  readonly name: string;
  /** The program, seen from the root of the repository. */
  readonly entry: string;
  readonly readyUrl: string;
  /** Of Node */
  readonly options: readonly string[];
}

interface RunningApp extends AppSpec {
  readonly process: ChildProcess;
}

const hasEnded = ({ process }: RunningApp): boolean =>
  process.exitCode !== null || process.signalCode !== null;

function ending({ name, process }: RunningApp): string {
  const how = process.signalCode ?? `code ${String(process.exitCode)}`;
  return `The ${name} app ended by itself (${how}).`;
}

async function readinessComplaint(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return response.ok ? undefined : `${String(response.status)} ${await response.text()}`;
  } catch (error) {
    // fetch says only that it failed; its cause says why.
    return reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
  }
}

/** The apps as child processes that end when the channel to the launcher breaks, so that none is ever orphaned. */
export class Apps {
  private running: RunningApp[] = [];

  /** @param onEnd is told in one line when an app ended without being asked to */
  constructor(
    private readonly specs: readonly AppSpec[],
    private readonly environment: NodeJS.ProcessEnv,
    private readonly onEnd: (line: string) => void,
  ) {}

  start(): void {
    this.running = this.specs.map((spec) => {
      const process = fork(spec.entry, { env: this.environment, execArgv: [...spec.options] });
      const app = { ...spec, process };
      process.once('exit', () => {
        if (this.running.includes(app)) this.onEnd(ending(app));
      });
      return app;
    });
  }

  /** Resolves when all apps answer that they are ready, or when `signal` is aborted. */
  async untilReady(signal: AbortSignal): Promise<void> {
    await Promise.all(this.running.map((app) => this.untilOneReady(app, signal)));
  }

  private async untilOneReady(app: RunningApp, signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + readyMilliseconds;
    while (!signal.aborted && !hasEnded(app)) {
      const complaint = await readinessComplaint(app.readyUrl);
      if (complaint === undefined) return;
      if (Date.now() > deadline)
        throw new LaunchError(`The ${app.name} app did not become ready: ${complaint}`);
      await pause(pollMilliseconds);
    }
  }

  /** Asks all apps to end, and ends by force those that do not. */
  async stop(): Promise<void> {
    const apps = this.running;
    this.running = [];
    await Promise.all(
      apps.map(async (app) => {
        if (hasEnded(app)) return;
        const ended = once(app.process, 'exit');
        app.process.kill('SIGTERM');
        const timer = setTimeout(() => app.process.kill('SIGKILL'), drainMilliseconds);
        await ended;
        clearTimeout(timer);
      }),
    );
  }
}
