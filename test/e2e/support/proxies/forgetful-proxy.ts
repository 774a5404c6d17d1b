import { once } from 'node:events';
import { type PostgresProxy, startPostgresProxy } from './postgres-proxy.js';

const headerBytes = 8;

/** The first message of a client, which begins with its length and the version, with user and database alone. */
function withoutSettings(message: Buffer): Buffer {
  const words = message.subarray(headerBytes).toString().split('\0');
  const kept = words.flatMap((word, index) =>
    index % 2 === 0 && ['user', 'database'].includes(word) ? [word, words[index + 1] ?? ''] : [],
  );
  const rest = Buffer.from(`${kept.join('\0')}\0\0`);
  const header = Buffer.from(message.subarray(0, headerBytes));
  header.writeInt32BE(headerBytes + rest.length);
  return Buffer.concat([header, rest]);
}

/** Drops what a session asks for, as a pooler does that is told to ignore what it does not know. */
export const aForgetfulProxy = (databaseUrl: string): Promise<PostgresProxy> =>
  startPostgresProxy(databaseUrl, (client, server) => {
    server.pipe(client);
    void once(client, 'data').then(([first]) => {
      server.write(withoutSettings(first as Buffer));
      client.pipe(server);
    });
  });
