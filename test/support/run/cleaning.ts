import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPostgres, withRabbitmq, withRedis } from './connections.js';
import { type Run } from './run.js';

/** Names that one namespace may have left in the broker; a line each in {@link brokerNamesFile}. */
export interface BrokerNames {
  readonly exchanges: readonly string[];
  readonly queues: readonly string[];
}

export const brokerNamesFile = 'broker-names.jsonl';

async function dropDatabases({ id, databaseUrl }: Run): Promise<void> {
  await withPostgres(databaseUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [`${id}_`],
    );
    for (const { datname } of rows) await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS "${id}_app"`);
  });
}

async function deleteKeys({ id, redisUrl }: Run): Promise<void> {
  await withRedis(redisUrl, async (client) => {
    for await (const keys of client.scanStream({ match: `${id}-*`, count: 1000 }) as AsyncIterable<
      string[]
    >) {
      if (keys.length > 0) await client.unlink(keys);
    }
  });
}

/** AMQP cannot list what there is, so the names were noted when their namespace was given out. */
export function brokerNamesOf({ folder }: Run): readonly BrokerNames[] {
  const file = join(folder, brokerNamesFile);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as BrokerNames);
}

async function deleteBrokerNames({ rabbitmqUrl }: Run, names: readonly BrokerNames[]): Promise<void> {
  if (names.length === 0) return;
  await withRabbitmq(rabbitmqUrl, async (connection) => {
    const channel = await connection.createChannel();
    for (const { exchanges, queues } of names) {
      for (const queue of queues) await channel.deleteQueue(queue);
      for (const exchange of exchanges) await channel.deleteExchange(exchange);
    }
  });
}

/** Removes what a run has left in services that others use too. One that is down does not keep the others from being cleaned. */
export async function removeRemains(run: Run, names: readonly BrokerNames[]): Promise<void> {
  await Promise.allSettled([dropDatabases(run), deleteKeys(run), deleteBrokerNames(run, names)]);
}
