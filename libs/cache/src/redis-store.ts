import { type CacheManagerStore, KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { type Redis } from 'ioredis';
import { Keyv } from 'keyv';

/**
 * A Keyv store in Redis. `cache-manager-ioredis-yet` speaks the store interface of cache-manager 5, hence the adapter;
 * its `reset` would empty the whole of Redis, and its connection is not its own to close.
 *
 * @param namespace prefix of every key
 */
export function redisKeyv(redis: Redis, namespace: string): Keyv {
  const scoped = {
    ...redisInsStore(redis),
    name: 'cache-manager-ioredis-yet',
    reset: () => removeAll(redis, `${namespace}:*`),
    disconnect: () => Promise.resolve(),
  } as unknown as CacheManagerStore;
  return new Keyv({ store: new KeyvAdapter(scoped), namespace });
}

/** Removes every key that matches a glob pattern. */
export async function removeAll(redis: Redis, pattern: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: pattern, count: 500 }) as AsyncIterable<string[]>) {
    if (keys.length > 0) await redis.unlink(...keys);
  }
}
