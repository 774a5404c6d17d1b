import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentRun } from './run/run.js';

const keptOutput = 200_000;

/** A process that this run has started. */
export interface Child {
  readonly pid: number;
  /** Settled when it is gone; it never rejects. */
  readonly gone: Promise<void>;
  isRunning(): boolean;
  /** Sends a signal to the process alone. */
  signal(name: NodeJS.Signals): void;
  /** Kills the process and those that it started. */
  kill(): void;
  /** Standard output and error, the last part of it if it is long. */
  output(): string;
}

interface Options {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** A new file for what it writes; left out, this process reads it, which costs time when it is much. */
  readonly outputFile?: string;
}

const notes = (): string => join(currentRun().folder, 'children');

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

/** Starts a process in a group of its own and notes its id, so that it cannot outlive the run. */
export function startChild(command: string, args: readonly string[], options: Options): Child {
  const { outputFile, ...rest } = options;
  const sink = outputFile === undefined ? 'pipe' : openSync(outputFile, 'a');
  const child = spawn(command, args, { ...rest, detached: true, stdio: ['ignore', sink, sink] });
  if (sink !== 'pipe') closeSync(sink);
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-keptOutput);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const pid = child.pid ?? 0;
  const note = join(notes(), String(pid));
  if (pid > 0) {
    mkdirSync(notes(), { recursive: true });
    writeFileSync(note, command);
  }
  let running = pid > 0;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      running = false;
      rmSync(note, { force: true });
      resolve();
    };
    child.once('close', end);
    child.once('error', (error) => {
      output += error.message;
      end();
    });
  });
  return {
    pid,
    gone,
    isRunning: () => running,
    signal: (name) => child.kill(name),
    kill: () => {
      if (running) killGroup(pid);
    },
    output: () =>
      outputFile === undefined ? output : (readFileSync(outputFile, 'utf8') + output).slice(-keptOutput),
  };
}

/** Kills what is left of all workers' processes. Needs no event loop, so that it can run while this process ends. */
export function killChildren(): void {
  let pids: string[] = [];
  try {
    pids = readdirSync(notes());
  } catch {
    // None was started.
  }
  for (const pid of pids) killGroup(Number(pid));
}
