import { ConfigurationError } from './env.js';

const shutdownMilliseconds = 15_000;

/** @throws ConfigurationError with every complaint on a line of its own, if there is any */
export function refuseToStart(complaints: readonly (string | undefined | readonly string[])[]): void {
  const lines = new Set(complaints.flat().filter((line) => line !== undefined));
  if (lines.size > 0) throw new ConfigurationError([...lines].join('\n'));
}

function lineOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is taken by another program. Choose another one, or stop that program.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return `${String(address)}:${String(port)} cannot be listened on (${code}).`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs an app's main function as a process should: what keeps it from starting is said in plain lines and ends it with
 * code 1; it stops when its parent process dies (the IPC channel closes); and a shutdown that hangs is cut short.
 */
export function startProcess(main: () => Promise<void>): void {
  const stop = (): void => {
    process.kill(process.pid, 'SIGTERM');
  };
  process.once('disconnect', stop);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => setTimeout(() => process.exit(1), shutdownMilliseconds).unref());
  }
  main().catch((error: unknown) => {
    process.stderr.write(`${lineOf(error)}\n`);
    process.exit(1);
  });
}
