import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where nothing listens, the refusal comes at once; a server of a busy machine takes its time. */
const milliseconds = 20_000;

/** Runs `work` with one connection to PostgreSQL and closes it. */
export async function withPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: milliseconds });
  // A server that is killed breaks idle connections; what is being awaited rejects on its own.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs `work` with one connection to Redis and closes it. */
export async function withRedis<T>(url: string, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: milliseconds,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    client.disconnect();
  }
}

type Connection = Awaited<ReturnType<typeof connect>>;

/** Runs `work` with one connection to RabbitMQ and closes it. */
export async function withRabbitmq<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(url, { timeout: milliseconds });
  connection.on('error', () => undefined);
  try {
    return await work(connection);
  } finally {
    await connection.close().catch(() => undefined);
  }
}

/** Each resolves when the service answers and lets us in. */
export const answers = {
  postgres: (url: string): Promise<unknown> => withPostgres(url, (client) => client.query('SELECT 1')),
  redis: (url: string): Promise<unknown> => withRedis(url, (client) => client.ping()),
  rabbitmq: (url: string): Promise<unknown> => withRabbitmq(url, () => Promise.resolve()),
};
