import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from '../../../ops/local/ports.js';
import { type Child } from '../child.js';
import { currentRun } from '../run/run.js';
import { eventually } from '../wait.js';

const startMilliseconds = 120_000;
const stopMilliseconds = 30_000;

/** A service that one test has to itself, so that it may fail. What it stored survives `stop` and `kill`. */
export interface PrivateService {
  readonly url: string;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Lets it end in order. */
  stop(): Promise<void>;
  /** Takes it away, as a power cut does. */
  kill(): Promise<void>;
  /** Takes it away with all that it has stored. */
  wipe(): Promise<void>;
}

interface Recipe {
  /** What it stores, and nothing else; none if {@link PrivateService.wipe} is not called */
  readonly folder?: string;
  readonly name: string;
  readonly url: string;
  readonly launch: () => Child;
  readonly answers: (url: string) => Promise<unknown>;
  readonly stopSignal: NodeJS.Signals;
}

/** Starts a service and waits until it answers. */
export async function startService({
  folder,
  name,
  url,
  launch,
  answers,
  stopSignal,
}: Recipe): Promise<PrivateService> {
  let child: Child | undefined;
  const start = async (): Promise<void> => {
    try {
      await eventually(
        () => {
          // After a kill, the first launch may meet what the kernel has not yet taken from the old process.
          if (child?.isRunning() !== true) child = launch();
          return answers(url);
        },
        { within: startMilliseconds, every: 100 },
      );
    } catch {
      child?.kill();
      throw new Error(`A private ${name} does not start:\n${child?.output() ?? ''}`);
    }
  };
  const kill = async (): Promise<void> => {
    child?.kill();
    await child?.gone;
  };
  const stop = async (): Promise<void> => {
    const stopping = child;
    stopping?.signal(stopSignal);
    await eventually(() => stopping?.isRunning() !== true, { within: stopMilliseconds }).finally(kill);
  };
  const wipe = async (): Promise<void> => {
    await kill();
    if (folder === undefined) throw new Error(`Nothing is known of where ${name} stores what it knows.`);
    await rm(folder, { recursive: true });
  };
  await start();
  return { url, start, stop, kill, wipe };
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

/** A new folder that is gone when the run ends. Other system users may enter it: PostgreSQL refuses to run as root. */
export async function newFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(currentRun().folder, `${name}-`));
  await chmod(folder, 0o755);
  return folder;
}
