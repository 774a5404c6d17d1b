import { Logger } from '@nestjs/common';
import { createCache, type Cache as CacheManager } from 'cache-manager';
import { type Counter } from 'prom-client';
import { type Redis } from 'ioredis';
import { type Env } from '#libs/config';
import { type ExactStore, MemoryExactStore, RedisExactStore } from './exact-store.js';
import { memoryKeyv } from './memory-store.js';
import { connectRedis } from './redis-client.js';
import { redisKeyv, removeAll } from './redis-store.js';

const answerMilliseconds = 100;
const mostMemoryEntries = 10_000;

/** Stands where a value was that has changed. */
const changedMark = 'changed';
/** Longer than any reading of a value may take, so that one begun before the change ends before the mark does. */
const markMilliseconds = 60_000;

/** What is kept, in what it may be called: the first part of the key and the label of its metric. */
export type CacheName = 'doctors' | 'sessions';

/**
 * Keeps answers for a while, in Redis when it is configured and else in this process.
 * It may forget everything at any time: a cache that does not answer counts as empty.
 */
export class Cache {
  private readonly logger = new Logger(Cache.name);
  private readonly redis: Redis | undefined;
  private readonly manager: CacheManager;
  private readonly exact: ExactStore;
  private failing = false;
  /** Not after the connection was lost: what Redis still holds may have changed meanwhile. */
  private trusted = true;
  /** How often the connection was lost: a value that was read before that is not kept after it. */
  private losses = 0;

  constructor(
    private readonly env: Pick<Env, 'REDIS_URL' | 'NAMESPACE'>,
    private readonly requests: Counter<'cache' | 'result'>,
  ) {
    if (env.REDIS_URL !== undefined) {
      this.redis = connectRedis(env.REDIS_URL, answerMilliseconds);
      this.redis.on('error', (error: Error) => {
        this.report(error);
      });
      this.redis.on('close', () => {
        this.trusted = false;
        this.losses += 1;
      });
      this.redis.on('ready', () => {
        this.failing = false;
        void this.regainTrust();
      });
    }
    const store =
      this.redis === undefined
        ? memoryKeyv(env.NAMESPACE, mostMemoryEntries)
        : redisKeyv(this.redis, env.NAMESPACE);
    store.on('error', (error: Error) => {
      this.requests.inc({ cache: 'all', result: 'error' });
      this.report(error);
    });
    this.manager = createCache({ stores: [store] });
    this.exact =
      this.redis === undefined
        ? new MemoryExactStore(mostMemoryEntries)
        : new RedisExactStore(this.redis, env.NAMESPACE);
  }

  /**
   * The kept value, or that of `load`, which is then kept. Parallel readers of one process share one `load`.
   *
   * @param milliseconds how long to keep it, give or take a tenth, so that keys made together do not end together
   * @throws whatever `load` throws; the cache itself never fails
   */
  async remember<T>(name: CacheName, key: string, milliseconds: number, load: () => Promise<T>): Promise<T> {
    if (milliseconds <= 0 || !this.trusted) return load();
    let result: 'hit' | 'miss' = 'hit';
    const value = await this.manager.wrap(
      `${name}:${key}`,
      () => {
        result = 'miss';
        return load();
      },
      { ttl: Math.round(milliseconds * (0.9 + Math.random() * 0.2)) },
    );
    this.requests.inc({ cache: name, result });
    return value;
  }

  /** Counts a hit for an answer that a caller keeps itself as text, as long as a value here would be kept. */
  countHit(name: CacheName): void {
    this.requests.inc({ cache: name, result: 'hit' });
  }

  /**
   * As {@link remember}, for values that must never be served once {@link changed} has told of a change: `load` is not
   * shared with a reader who came before the change, and what it read before the change is not kept after it.
   *
   * @throws whatever `load` throws; the cache itself never fails
   */
  async rememberUntilChanged<T>(
    name: CacheName,
    key: string,
    milliseconds: number,
    load: () => Promise<T>,
  ): Promise<T> {
    if (!this.trusted) return load();
    const { losses } = this;
    const kept = await this.attempt(() => this.exact.get(`${name}:${key}`));
    const isHit = typeof kept === 'string' && kept !== changedMark;
    this.requests.inc({ cache: name, result: isHit ? 'hit' : 'miss' });
    if (isHit) return JSON.parse(kept) as T;
    const value = await load();
    if (kept === null && losses === this.losses)
      await this.attempt(() => this.exact.add(`${name}:${key}`, JSON.stringify(value), milliseconds));
    return value;
  }

  /** Tells that values of {@link rememberUntilChanged} have changed; it comes after the change and before its answer. */
  async changed(name: CacheName, keys: readonly string[]): Promise<void> {
    const marks = keys.map((key) => this.exact.replace(`${name}:${key}`, changedMark, markMilliseconds));
    const told = await this.attempt(() => Promise.all(marks));
    // Redis may still hold what is wrong now: on a new connection it is emptied before it is used again.
    if (told === undefined && this.trusted) this.redis?.disconnect(true);
  }

  /** Whether Redis answers; `true` as well when none is configured. */
  async answers(): Promise<boolean> {
    if (this.redis === undefined) return true;
    return this.redis.ping().then(
      () => true,
      () => false,
    );
  }

  close(): void {
    this.redis?.disconnect();
  }

  /** Forgets everything first: no entry could be removed while Redis was away, not even when a session ended. */
  private async regainTrust(): Promise<void> {
    if (this.trusted || this.redis === undefined) return;
    try {
      await removeAll(this.redis, `${this.env.NAMESPACE}:*`);
      this.trusted = true;
    } catch {
      this.redis.disconnect(true);
    }
  }

  /** @returns undefined when Redis failed to do it */
  private async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.requests.inc({ cache: 'all', result: 'error' });
      this.report(error as Error);
      return undefined;
    }
  }

  /** One line when the trouble begins, not one for every request that meets it. */
  private report(error: Error): void {
    if (this.failing) return;
    this.failing = true;
    this.logger.warn(`Redis does not answer (${error.message}); going on without its cache.`);
  }
}
