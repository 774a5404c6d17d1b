import DataLoader from 'dataloader';
import { type Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** What {@link StateCache} needs of a store: a write that gives way to one that came first. */
export interface ExactStore {
  get(key: string): Promise<string | null>;
  /** Keeps a value unless the key has one. */
  add(key: string, value: string, milliseconds: number): Promise<void>;
  /** Keeps a mark in place of whatever the key has; it stands until its time is over. */
  mark(key: string, value: string, milliseconds: number): Promise<void>;
}

/** More would make a small answer wait for a large one. */
const mostTogether = 200;

export class RedisExactStore implements ExactStore {
  /** Who asks in one turn of the event loop asks with one command, after all of them have come. */
  private readonly together = new DataLoader<string, string | null>((keys) => this.redis.mget([...keys]), {
    cache: false,
    maxBatchSize: mostTogether,
    batchScheduleFn: setImmediate,
  });

  constructor(
    private readonly redis: Redis,
    private readonly namespace: string,
  ) {}

  get(key: string): Promise<string | null> {
    return this.together.load(`${this.namespace}:${key}`);
  }

  async add(key: string, value: string, milliseconds: number): Promise<void> {
    await this.redis.set(`${this.namespace}:${key}`, value, 'PX', milliseconds, 'NX');
  }

  async mark(key: string, value: string, milliseconds: number): Promise<void> {
    await this.redis.set(`${this.namespace}:${key}`, value, 'PX', milliseconds);
  }
}

/** Values give way to each other, and marks do not: those of sessions are as many as people sign out in a minute. */
const mostValues = 10_000;

/** The same in this process, for one that runs without Redis. */
export class MemoryExactStore implements ExactStore {
  private readonly values = new LRUCache<string, string>({ max: mostValues });
  private readonly marks = new LRUCache<string, string>({ ttl: 1, ttlAutopurge: true });

  get(key: string): Promise<string | null> {
    return Promise.resolve(this.marks.get(key) ?? this.values.get(key) ?? null);
  }

  add(key: string, value: string, milliseconds: number): Promise<void> {
    if (!this.marks.has(key) && !this.values.has(key)) this.values.set(key, value, { ttl: milliseconds });
    return Promise.resolve();
  }

  mark(key: string, value: string, milliseconds: number): Promise<void> {
    this.values.delete(key);
    this.marks.set(key, value, { ttl: milliseconds });
    return Promise.resolve();
  }
}
