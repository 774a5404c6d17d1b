import { type Answer, parsed } from '../../support/http.js';

/** Server-sent events as a browser reads them. */
export interface EventStream {
  /** Everything that has come so far */
  readonly text: string;
  /** Whether the server has ended it */
  readonly ended: boolean;
  readonly close: () => void;
}

/**
 * Opens a stream.
 *
 * @returns the stream, or what the server answers instead of one
 */
export async function openStream(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<EventStream | Answer> {
  const aborting = new AbortController();
  const response = await fetch(url, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: aborting.signal,
  });
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('text/event-stream')) {
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text, type), text };
  }
  const stream = {
    text: '',
    ended: false,
    close: () => {
      aborting.abort();
    },
  };
  void (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) stream.text += decoder.decode(chunk as Uint8Array);
    stream.ended = true;
  })().catch(() => undefined);
  return stream;
}

/** The stream that was opened; fails with what was answered instead. */
export function streamIn(opened: EventStream | Answer): EventStream {
  if ('status' in opened) throw new Error(`The stream was answered ${opened.status}: ${opened.text}`);
  return opened;
}
