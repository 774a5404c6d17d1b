import { once } from 'node:events';
import { Agent, type IncomingMessage, request as open } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

interface Request {
  /** An access token */
  readonly token?: string;
  /** Sent as JSON, a string as it is */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, undefined when the answer is something else */
  readonly body: unknown;
  readonly text: string;
}

/** Longer than anything takes on a machine that is busy with other tests. */
const milliseconds = 60_000;

/** `fetch` takes four times the processor's time, which the suites that send thousands of requests are short of. */
const agent = new Agent({ keepAlive: true });

/** JSON as what it says, everything else as nothing. */
export function parsed(text: string, contentType: string): unknown {
  return /[/+]json\b/.test(contentType) ? (JSON.parse(text) as unknown) : undefined;
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index < raw.length; index += 2) headers.append(raw[index] ?? '', raw[index + 1] ?? '');
  return headers;
}

/** Sends one request and reads the whole answer, whatever its status. Redirects are not followed. */
export async function call(method: string, url: string | URL, request: Request = {}): Promise<Answer> {
  const { token, body } = request;
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const outgoing = open(url, {
    method,
    agent,
    signal: AbortSignal.timeout(milliseconds),
    headers: {
      'user-agent': 'node',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(sent === undefined
        ? {}
        : // Node leaves the length out when the method is DELETE.
          { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) }),
      ...request.headers,
    },
  });
  // What goes wrong later is told by the answer as well.
  outgoing.on('error', () => undefined);
  outgoing.end(sent);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const text = await textOf(incoming);
  const headers = headersOf(incoming.rawHeaders);
  return {
    status: incoming.statusCode ?? 0,
    headers,
    body: parsed(text, headers.get('content-type') ?? ''),
    text,
  };
}
