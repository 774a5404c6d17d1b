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

/** JSON as what it says, everything else as nothing. */
export function parsed(text: string, contentType: string): unknown {
  return /[/+]json\b/.test(contentType) ? (JSON.parse(text) as unknown) : undefined;
}

/** Sends one request and reads the whole answer, whatever its status. Redirects are not followed. */
export async function call(method: string, url: string | URL, request: Request = {}): Promise<Answer> {
  const { token, body, headers } = request;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(milliseconds),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: parsed(text, response.headers.get('content-type') ?? ''),
    text,
  };
}
