import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';

/**
 * A Keyv store in this process. Keyv keeps with each value when it ends, and hands that over as a number as well, where
 * LRUCache wants options and fails: hence the methods between them.
 *
 * @param namespace prefix of every key
 * @param mostEntries how many are kept: those that were used last
 */
export function memoryKeyv(namespace: string, mostEntries: number): Keyv {
  const entries = new LRUCache<string, object | string>({ max: mostEntries });
  const store = {
    get: (key: string) => entries.get(key),
    set: (key: string, value: object | string) => {
      entries.set(key, value);
    },
    delete: (key: string) => entries.delete(key),
    clear: () => {
      entries.clear();
    },
  };
  return new Keyv({ namespace, store });
}
