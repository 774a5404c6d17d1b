import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export type AppName = 'gateway' | 'notifications';

/** How a process ended, and what it said. */
export interface Ending {
  /** Null when a signal ended it */
  readonly code: number | null;
  /** Lines on standard error */
  readonly errors: readonly string[];
  readonly output: string;
  readonly milliseconds: number;
}

/** A compiled app whose parent is joined to it by IPC. */
export interface Program {
  readonly ended: Promise<Ending>;
  isRunning(): boolean;
  output(): string;
  /** Closes the IPC channel, as the death of the parent does. */
  disconnect(): void;
  signal(name: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

/** Starts an app with these variables and no others. */
export function launch(app: AppName, env: NodeJS.ProcessEnv): Program {
  const begin = performance.now();
  const child = fork(`dist/bundle/${app}.js`, {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  // A child whose IPC channel was closed from here never tells of its own close.
  const streams = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'close'));
  const ended = Promise.all([once(child, 'exit'), ...streams]).then(([[code]]) => {
    running.delete(child);
    return {
      code: code as number | null,
      errors: errors.split('\n').filter((line) => line !== ''),
      output,
      milliseconds: performance.now() - begin,
    };
  });
  return {
    ended,
    isRunning: () => running.has(child),
    output: () => output + errors,
    disconnect: () => {
      child.disconnect();
    },
    signal: (name) => void child.kill(name),
  };
}

/** Ends whatever a failed test has left. */
export async function endAll(): Promise<void> {
  for (const child of running) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** A program on a port of its own that accepts connections and never says a word. */
export async function aSilentServer(): Promise<{ port: number; close: () => void }> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
    },
  };
}
