import { type Redis } from 'ioredis';

/**
 * The policy by which a Redis makes room when it is full, at the cost of what it keeps.
 *
 * @returns undefined for one that forgets nothing: it is not bounded, or refuses to write when it is full
 */
export async function evictionOf(redis: Redis): Promise<string | undefined> {
  const memory = await redis.info('memory');
  const valueOf = (name: string) => new RegExp(`^${name}:(.+?)\\r?$`, 'm').exec(memory)?.[1];
  const policy = valueOf('maxmemory_policy') ?? 'noeviction';
  const isBounded = Number(valueOf('maxmemory') ?? 0) > 0;
  return isBounded && policy !== 'noeviction' ? policy : undefined;
}

/** What is wrong with a Redis that makes room by this policy, and what to do. */
export const mayForget = (policy: string): string =>
  `makes room by ${policy} when it is full, so that strangers can have it forget failed sign-ins. ` +
  'Name one with the policy noeviction in REDIS_STATE_URL.';
