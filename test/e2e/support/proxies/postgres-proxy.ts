import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Messages of PostgreSQL's protocol, version 3, that matter here. All but the first are a letter, a length and a body. */
const message = { parse: 'P', bind: 'B', query: 'Q', sync: 'S' };
const headerBytes = 5;
const lengthBytes = 4;

/**
 * Reads what one client says to PostgreSQL.
 *
 * @param hear told of each statement once the client has sent it and waits: one round trip
 */
export function statementReader(hear: (statement: string) => void): (chunk: Buffer) => void {
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
      if (type === message.query) hear(first);
      if (type === message.sync) hear(bound);
    }
  };
}

/** PostgreSQL, by way of this process. */
export interface PostgresProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Stands between clients and PostgreSQL. When one end of a connection goes, so does the other.
 *
 * @param join hands on what client and server say to each other
 */
export async function startPostgresProxy(
  databaseUrl: string,
  join: (client: Socket, server: Socket) => void,
): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const proxy = createServer((client) => {
    const server = connect(Number(target.port || 5432), target.hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
    }
    join(client, server);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    close: async () => {
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
