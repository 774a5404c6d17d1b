import { Redis } from 'ioredis';
import { serviceComplaint, within } from '#libs/common';
import { type Env } from '#libs/config';
import { evictionOf, mayForget } from './eviction.js';

const connectMilliseconds = 5000;
/** Bounds also what the client does not: a server that accepts the connection and then says nothing. */
const answerMilliseconds = 8000;

type Asked = Pick<Env, 'NODE_ENV' | 'REDIS_URL' | 'REDIS_STATE_URL' | 'STARTUP'>;

interface Named {
  readonly variable: 'REDIS_URL' | 'REDIS_STATE_URL';
  readonly url: string | undefined;
  readonly keepsState: boolean;
}

/**
 * Tries every Redis before anything depends on it. A degraded start does without, but no production starts on one that
 * strangers can have forget what it keeps of them.
 *
 * @returns what is wrong and what to do, a line for each variable; nothing when they will do
 */
export async function redisComplaints(env: Asked): Promise<string[]> {
  const { REDIS_URL, REDIS_STATE_URL } = env;
  const isApart = REDIS_STATE_URL !== undefined;
  const named: readonly Named[] = [
    { variable: 'REDIS_URL', url: REDIS_URL, keepsState: !isApart },
    { variable: 'REDIS_STATE_URL', url: REDIS_STATE_URL, keepsState: true },
  ];
  const complaints = await Promise.all(named.map((each) => complaintOf(each, env)));
  return complaints.filter((line) => line !== undefined);
}

async function complaintOf({ variable, url, keepsState }: Named, env: Asked): Promise<string | undefined> {
  const isNeeded = env.STARTUP === 'strict';
  const mustKeep = keepsState && env.NODE_ENV === 'production';
  if (url === undefined || (!isNeeded && !mustKeep)) return undefined;
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
    return mustKeep ? await evictionComplaint(variable, client) : undefined;
  } catch (error) {
    // The rejection says only that the connection is closed; the event before it said why.
    return isNeeded ? serviceComplaint(variable, 'Redis', url, reported ?? error) : undefined;
  } finally {
    client.disconnect();
  }
}

/** A login that may not ask is no reason not to start: readiness says that it is not known. */
async function evictionComplaint(variable: string, client: Redis): Promise<string | undefined> {
  const answer = evictionOf(client).catch(() => undefined);
  const policy = await within(answerMilliseconds, answer, () => new Error('no answer in time'));
  return policy === undefined ? undefined : `${variable}: its Redis ${mayForget(policy)}`;
}
