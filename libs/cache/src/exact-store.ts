import { type Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** What {@link Cache.rememberUntilChanged} needs of a store: a write that gives way to one that came first. */
export interface ExactStore {
  get(key: string): Promise<string | null>;
  /** Keeps a value unless the key has one. */
  add(key: string, value: string, milliseconds: number): Promise<void>;
  /** Keeps a value in place of whatever the key has. */
  replace(key: string, value: string, milliseconds: number): Promise<void>;
}

export class RedisExactStore implements ExactStore {
  constructor(
    private readonly redis: Redis,
    private readonly namespace: string,
  ) {}

  get(key: string): Promise<string | null> {
    return this.redis.get(`${this.namespace}:${key}`);
  }

  async add(key: string, value: string, milliseconds: number): Promise<void> {
    await this.redis.set(`${this.namespace}:${key}`, value, 'PX', milliseconds, 'NX');
  }

  async replace(key: string, value: string, milliseconds: number): Promise<void> {
    await this.redis.set(`${this.namespace}:${key}`, value, 'PX', milliseconds);
  }
}

interface Entry {
  readonly value: string;
  readonly endsAt: number;
}

/** The same in this process, for one that runs without Redis. */
export class MemoryExactStore implements ExactStore {
  private readonly entries: LRUCache<string, Entry>;

  constructor(mostEntries: number) {
    this.entries = new LRUCache({ max: mostEntries });
  }

  get(key: string): Promise<string | null> {
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.endsAt > performance.now()) return Promise.resolve(entry.value);
    this.entries.delete(key);
    return Promise.resolve(null);
  }

  async add(key: string, value: string, milliseconds: number): Promise<void> {
    if ((await this.get(key)) === null) await this.replace(key, value, milliseconds);
  }

  replace(key: string, value: string, milliseconds: number): Promise<void> {
    this.entries.set(key, { value, endsAt: performance.now() + milliseconds });
    return Promise.resolve();
  }
}
