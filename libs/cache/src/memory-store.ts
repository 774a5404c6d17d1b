import { Keyv } from 'keyv';
import { LRUCache } from 'lru-cache';

const mostEntries = 10_000;
/** Of all values together, written as JSON */
const mostCharacters = 32 * 2 ** 20;

/**
 * A Keyv store in this process. Keyv keeps with each value when it ends, and hands that over as a number as well, where
 * LRUCache wants options and fails: hence the methods between them.
 *
 * @param namespace prefix of every key
 * @returns one that keeps those values that were used last, as many as find room
 */
export function memoryKeyv(namespace: string): Keyv {
  const entries = new LRUCache<string, string>({
    max: mostEntries,
    maxSize: mostCharacters,
    sizeCalculation: ({ length }) => Math.max(1, length),
  });
  const store = {
    get: (key: string) => entries.get(key),
    set: (key: string, value: string) => {
      entries.set(key, value);
    },
    delete: (key: string) => entries.delete(key),
    clear: () => {
      entries.clear();
    },
  };
  return new Keyv({ namespace, store });
}
