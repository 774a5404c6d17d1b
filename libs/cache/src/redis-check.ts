import { Redis } from 'ioredis';
import { serviceComplaint, within } from '#libs/common';
import { type Env } from '#libs/config';

const connectMilliseconds = 5000;
/** Bounds also what the client does not: a server that accepts the connection and then says nothing. */
const answerMilliseconds = 8000;

/**
 * Tries Redis before anything depends on it. A degraded start does without.
 *
 * @returns what is wrong and what to do, in one line; nothing when it will do
 */
export async function redisComplaint(env: Pick<Env, 'REDIS_URL' | 'STARTUP'>): Promise<string | undefined> {
  const url = env.REDIS_URL;
  if (url === undefined || env.STARTUP === 'degraded') return undefined;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectMilliseconds,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reported: unknown;
  client.on('error', (error) => {
    reported ??= error;
  });
  try {
    const answer = client.connect().then(() => client.ping());
    await within(answerMilliseconds, answer, () => new Error('no answer in time'));
    return undefined;
  } catch (error) {
    // The rejection says only that the connection is closed; the event before it said why.
    return serviceComplaint('REDIS_URL', 'Redis', url, reported ?? error);
  } finally {
    client.disconnect();
  }
}
