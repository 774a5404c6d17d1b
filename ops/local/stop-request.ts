const npmMilliseconds = 1000;

export interface StopRequest {
  readonly signal: AbortSignal;
  /** Resolves with the exit code when the operator or the system asks everything to end. */
  readonly requested: Promise<number>;
  /** Asks for the end; only the first request counts. */
  request(code: number): void;
}

/**
 * Listens for every way of asking the launcher to end: Ctrl-C, a closed terminal, a service manager, and an npm that
 * is gone. Ctrl-C again changes nothing: the end is bounded in time, and a hasty one would leave PostgreSQL to recover.
 *
 * @param isNpmGone is asked every second
 */
export function listenForStop(isNpmGone: () => boolean): StopRequest {
  const controller = new AbortController();
  const { promise, resolve } = withResolver();
  const request = (code: number) => {
    resolve(code);
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      request(0);
    });
  }
  // A terminal that is gone makes writing fail; that must not keep the rest from being stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  setInterval(() => {
    if (isNpmGone()) request(0);
  }, npmMilliseconds).unref();
  return { signal: controller.signal, requested: promise, request };
}

function withResolver(): { promise: Promise<number>; resolve: (code: number) => void } {
  let resolve!: (code: number) => void;
  const promise = new Promise<number>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
