import { createHash } from 'node:crypto';
import { type CacheManagerStore, KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { type Redis } from 'ioredis';
import { Keyv } from 'keyv';

/** How many values are kept at most, whatever is asked: together with their size, 64 MiB. */
const slots = 512;
/** A longer value is not kept. */
const mostCharacters = 2 ** 17;

/**
 * A Keyv store in Redis. A value lies in a slot that its key says, beside the key; another key of the same slot takes
 * its place. So no number of questions makes more keys than there are slots, and no count of them has to be kept.
 *
 * `cache-manager-ioredis-yet` speaks the store interface of cache-manager 5, hence the adapter; its `reset` would empty
 * the whole of Redis, and its connection is not its own to close.
 *
 * @param namespace prefix of every key
 */
export function redisKeyv(redis: Redis, namespace: string): Keyv {
  const store = redisInsStore(redis) as unknown as CacheManagerStore;
  const slotOf = (key: string) =>
    `${namespace}:kept:${createHash('sha256').update(key).digest().readUInt32BE() % slots}`;
  const scoped = {
    ...store,
    get: async (key: string) => {
      const kept = (await store.get(slotOf(key))) as readonly [key: string, value: unknown] | undefined;
      return kept?.[0] === key ? kept[1] : undefined;
    },
    set: async (key: string, value: string, milliseconds?: number) => {
      if (value.length <= mostCharacters) await store.set(slotOf(key), [key, value], milliseconds);
    },
    name: 'cache-manager-ioredis-yet',
    reset: () => removeAll(redis, `${namespace}:kept:*`),
    disconnect: () => Promise.resolve(),
  };
  return new Keyv({ store: new KeyvAdapter(scoped), namespace });
}

/** Removes every key that matches a glob pattern. */
export async function removeAll(redis: Redis, pattern: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: pattern, count: 500 }) as AsyncIterable<string[]>) {
    if (keys.length > 0) await redis.unlink(...keys);
  }
}
