import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';

/** What a client asks PostgreSQL for and then waits for the answer to. */
export interface CountingProxy {
  /** PostgreSQL, by way of the proxy */
  readonly url: string;
  /** The statements so far, in order; each is one round trip */
  readonly statements: readonly string[];
  close(): Promise<void>;
}

/** Messages of PostgreSQL's protocol, version 3, that matter here. All but the first are a letter, a length and a body. */
const message = { parse: 'P', bind: 'B', query: 'Q', sync: 'S' };
const headerBytes = 5;
const lengthBytes = 4;

/** Notes a statement whenever the client has sent one and waits. */
function reader(statements: string[]): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  // What was parsed once under a name is not sent again.
  const parsed = new Map<string, string>();
  let bound = '';
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    // The first message, which names user and database, has no letter.
    if (!hasStarted && rest.length >= lengthBytes && rest.length >= rest.readInt32BE(0)) {
      rest = rest.subarray(rest.readInt32BE(0));
      hasStarted = true;
    }
    while (hasStarted && rest.length >= headerBytes && rest.length > rest.readInt32BE(1)) {
      const end = 1 + rest.readInt32BE(1);
      const type = String.fromCharCode(rest.readUInt8(0));
      const [first = '', second = ''] = rest.subarray(headerBytes, end).toString().split('\0');
      rest = rest.subarray(end);
      if (type === message.parse) parsed.set(first, second);
      if (type === message.bind) bound = parsed.get(second) ?? '';
      if (type === message.query) statements.push(first);
      if (type === message.sync) statements.push(bound);
    }
  };
}

/** Hands everything on to PostgreSQL and reads what the client says. */
export async function aCountingProxy(databaseUrl: string): Promise<CountingProxy> {
  const target = new URL(databaseUrl);
  const statements: string[] = [];
  const proxy = createServer((client) => {
    const server = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
    }
    client.on('data', reader(statements));
    client.pipe(server);
    server.pipe(client);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    statements,
    close: async () => {
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
