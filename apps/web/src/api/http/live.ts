import { createParser } from 'eventsource-parser';
import { authorizedFetch } from './authorized-fetch.js';
import { toApiError } from './problem.js';

export interface LiveEvent {
  /** `message` where the stream gives none */
  readonly type: string;
  readonly data: string;
}

const firstWaitMilliseconds = 1000;
const longestWaitMilliseconds = 30_000;

/** Reads a stream until it ends. The browser's EventSource cannot say who is signed in, and cannot wait longer each time. */
async function read(path: string, signal: AbortSignal, onEvent: (event: LiveEvent) => void): Promise<void> {
  const url = new URL(path, window.location.origin);
  const response = await authorizedFetch(
    new Request(url, { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal }),
  );
  if (!response.ok || response.body === null) throw toApiError(response, undefined);
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => {
      onEvent({ type: event, data });
    },
  });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(value);
  }
}

const retryAfterOf = (error: unknown): number =>
  error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number'
    ? error.retryAfter * 1000
    : 0;

/**
 * Listens to a stream of the API for as long as the page is in sight, and comes back when it breaks: after a second, then
 * after twice as long each time. A hidden page holds no connection, of which a browser has few.
 *
 * @param pathOf asked before every connection
 * @returns ends it
 */
export function listen(pathOf: () => string, onEvent: (event: LiveEvent) => void): () => void {
  let connection: AbortController | undefined;
  let timer: number | undefined;
  let wait = firstWaitMilliseconds;

  const connect = async (): Promise<void> => {
    const mine = new AbortController();
    connection = mine;
    const failure = await read(pathOf(), mine.signal, (event) => {
      wait = firstWaitMilliseconds;
      if (!mine.signal.aborted) onEvent(event);
    }).catch((error: unknown) => error);
    if (mine.signal.aborted) return;
    // Not all at the same moment, when a gateway has restarted.
    const pause = Math.max(wait * (1 + Math.random() / 2), retryAfterOf(failure));
    wait = Math.min(wait * 2, longestWaitMilliseconds);
    timer = window.setTimeout(() => void connect(), pause);
  };

  const disconnect = (): void => {
    window.clearTimeout(timer);
    connection?.abort();
  };

  const follow = (): void => {
    disconnect();
    if (document.visibilityState === 'visible') void connect();
  };

  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    disconnect();
  };
}
