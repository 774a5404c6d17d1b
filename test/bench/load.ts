import autocannon from 'autocannon';
import { type Cost } from './cost/meter.js';

/** One request, all but the address of the server. */
export interface Ask {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** What came of a stretch of load. */
export interface Measured {
  /** How many good answers there were */
  readonly answers: number;
  /** Good answers per second */
  readonly rate: number;
  /** Milliseconds within which half of the answers came */
  readonly p50: number;
  /** Milliseconds within which 99 of 100 answers came */
  readonly p99: number;
  /** What went wrong and how often: statuses but 2xx, and `no answer` */
  readonly errors: Readonly<Record<string, number>>;
  readonly cost?: Cost;
}

/** The value that `share` of the numbers do not exceed. Sorts in place. */
export function quantile(numbers: Float64Array | number[], share: number): number {
  numbers.sort((a, b) => a - b);
  return numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
}

/** How long to go on. */
export interface Effort {
  readonly seconds: number;
  /** Goes on until so many were answered instead, however long it takes */
  readonly amount?: number | undefined;
}

/** Keeps `connections` connections busy, each with one request at a time. */
export async function load(
  url: string,
  next: () => Ask,
  { connections, seconds, amount }: Effort & { readonly connections: number },
): Promise<Measured> {
  const times: number[] = [];
  const errors: Record<string, number> = {};
  const wrong = (what: string): void => {
    errors[what] = (errors[what] ?? 0) + 1;
  };
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    const setup = {
      url,
      connections,
      ...(amount === undefined ? { duration: seconds } : { amount }),
      requests: [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) }],
    };
    const instance = autocannon(setup, (failure: unknown) => {
      if (failure instanceof Error) reject(failure);
      else resolve();
    });
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      if (status >= 200 && status < 300) times.push(milliseconds);
      else wrong(String(status));
    });
    instance.on('reqError', () => {
      wrong('no answer');
    });
  });
  const elapsed = (performance.now() - started) / 1000;
  return {
    answers: times.length,
    rate: times.length / elapsed,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    errors,
  };
}
