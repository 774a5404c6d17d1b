import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * What a network does to connections, those that stand and those that are made meanwhile. Bytes that are swallowed never
 * arrive, also when all is well again; a connection that is half open has ended at the server, and the client is not told.
 */
export type Fault = 'none' | 'answers swallowed' | 'requests swallowed' | 'slow' | 'reset' | 'half open';

export interface FaultyProxy {
  /** The service, by way of the proxy */
  readonly url: string;
  begin(fault: Fault): void;
  close(): Promise<void>;
}

const slowMilliseconds = 400;

/** Stands between clients and a service that speaks over TCP, and does to their connections what it is told to. */
export async function startFaultyProxy(serviceUrl: string, defaultPort: number): Promise<FaultyProxy> {
  const { hostname, port } = new URL(serviceUrl);
  const pairs = new Set<readonly [Socket, Socket]>();
  let fault: Fault = 'none';
  const handOn = (from: Socket, to: Socket, swallowed: Fault): void => {
    from.on('data', (chunk: Buffer) => {
      if (fault === swallowed || fault === 'half open') return;
      if (fault !== 'slow') to.write(chunk);
      else setTimeout(() => to.writable && to.write(chunk), slowMilliseconds);
    });
  };
  const proxy = createServer((client) => {
    const server = connect(Number(port || defaultPort), hostname);
    const pair = [client, server] as const;
    pairs.add(pair);
    client
      .on('error', () => undefined)
      .on('close', () => {
        server.destroy();
        pairs.delete(pair);
      });
    server
      .on('error', () => undefined)
      .on('close', () => {
        if (fault !== 'half open') client.destroy();
      });
    if (fault === 'reset') client.resetAndDestroy();
    handOn(client, server, 'requests swallowed');
    handOn(server, client, 'answers swallowed');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(serviceUrl);
  url.hostname = '127.0.0.1';
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    begin: (next) => {
      fault = next;
      for (const [client, server] of pairs) {
        if (next === 'reset') client.resetAndDestroy();
        if (next === 'half open') server.destroy();
      }
    },
    close: async () => {
      for (const [client] of pairs) client.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
