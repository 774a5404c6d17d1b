import { setTimeout as pause } from 'node:timers/promises';

interface Patience {
  /** Milliseconds after which waiting has failed */
  readonly within?: number;
  /** Milliseconds between two looks */
  readonly every?: number;
}

const notYet = Symbol('not yet');
/** Only what fails takes so long, and a busy machine at times. */
const usualPatience = 20_000;

/**
 * Looks again and again until something holds: `check` neither throws nor returns `false`.
 *
 * @returns what `check` returned
 * @throws what `check` threw last, when the deadline has passed
 */
export async function eventually<T>(check: () => T | Promise<T>, patience: Patience = {}): Promise<T> {
  const { within = usualPatience, every = 50 } = patience;
  const deadline = performance.now() + within;
  let failure: unknown = new Error(`Did not come true within ${within} ms.`);
  do {
    try {
      const timeout = new AbortController();
      const late = pause(Math.max(deadline - performance.now(), 1), notYet, { signal: timeout.signal });
      late.catch(() => undefined);
      const result = await Promise.race([check(), late]).finally(() => {
        timeout.abort();
      });
      if (result !== notYet && result !== false) return result;
    } catch (error) {
      failure = error;
    }
    await pause(every);
  } while (performance.now() < deadline);
  throw failure;
}
