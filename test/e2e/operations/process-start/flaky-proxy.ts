import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** RabbitMQ says hello in more bytes than the least, and has set up everything before the most. */
const leastBytes = 500;
const mostBytes = 1600;
const quietMilliseconds = 500;

export interface FlakyProxy {
  /** RabbitMQ, by way of the proxy */
  readonly url: string;
  /** How many connections it has broken */
  hangUps(): number;
  close(): Promise<void>;
}

/** Breaks a connection once so many bytes have come from the server, or when fewer come for a while. */
function cutAfter(bytes: number, client: Socket, server: Socket, cut: () => void): void {
  let seen = 0;
  server.setTimeout(quietMilliseconds, () => server.destroy());
  server.once('close', cut);
  server.on('data', (chunk: Buffer) => {
    client.write(chunk.subarray(0, Math.max(bytes - seen, 0)));
    seen += chunk.length;
    if (seen >= bytes) server.destroy();
  });
}

/** Hands everything on to RabbitMQ, but breaks the first connections, each after another number of bytes. */
export async function aFlakyProxy(rabbitmqUrl: string, breaks: number): Promise<FlakyProxy> {
  const { hostname, port } = new URL(rabbitmqUrl);
  let connections = 0;
  let broken = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(port || 5672), hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
    }
    client.pipe(server);
    const part = connections / breaks;
    connections += 1;
    if (part >= 1) server.pipe(client);
    else {
      cutAfter(Math.round(leastBytes + part * (mostBytes - leastBytes)), client, server, () => {
        broken += 1;
      });
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(rabbitmqUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    hangUps: () => broken,
    close: async () => {
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
