import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Caught {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A provider's HTTP server on this machine. */
export interface HttpListener {
  readonly url: string;
  readonly host: string;
  readonly requests: Caught[];
  /** What it answers; nothing at all for `hang` */
  behave: (request: Caught) => Reply | 'hang';
  close(): Promise<void>;
}

export async function startHttpListener(): Promise<HttpListener> {
  const requests: Caught[] = [];
  const state: Pick<HttpListener, 'behave'> = { behave: () => ({ status: 201 }) };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const caught = { path: request.url ?? '', headers: request.headers, body };
      requests.push(caught);
      const reply = state.behave(caught);
      if (reply !== 'hang') response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
