import { Logger } from '@nestjs/common';
import { createCache, type Cache as CacheManager } from 'cache-manager';
import { type Counter } from 'prom-client';
import { type Env } from '#libs/config';
import { memoryKeyv } from './memory-store.js';
import { RedisLink } from './redis-link.js';
import { redisKeyv } from './redis-store.js';

const answerMilliseconds = 100;

/** What is kept, in what it may be called: the first part of the key and the label of its metric. */
export type CacheName = 'doctors' | 'sessions';

/**
 * Keeps answers for a while, in Redis when it is configured and else in this process. Whatever is asked, they take so
 * much room and no more. It may forget everything at any time: a cache that does not answer counts as empty.
 */
export class Cache {
  private readonly link: RedisLink | undefined;
  private readonly manager: CacheManager;

  constructor(
    env: Pick<Env, 'REDIS_URL' | 'NAMESPACE'>,
    private readonly requests: Counter<'cache' | 'result'>,
  ) {
    if (env.REDIS_URL !== undefined)
      this.link = new RedisLink(
        env.REDIS_URL,
        answerMilliseconds,
        new Logger(Cache.name),
        'going on without its cache',
      );
    const store =
      this.link === undefined ? memoryKeyv(env.NAMESPACE) : redisKeyv(this.link.redis, env.NAMESPACE);
    store.on('error', (error: Error) => {
      this.requests.inc({ cache: 'all', result: 'error' });
      this.link?.report(error);
    });
    this.manager = createCache({ stores: [store] });
  }

  /**
   * The kept value, or that of `load`, which is then kept. Parallel readers of one process share one `load`.
   *
   * @param milliseconds how long to keep it, give or take a tenth, so that keys made together do not end together
   * @throws whatever `load` throws; the cache itself never fails
   */
  async remember<T>(name: CacheName, key: string, milliseconds: number, load: () => Promise<T>): Promise<T> {
    if (milliseconds <= 0) return load();
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

  /** Whether Redis answers; `true` as well when none is configured. */
  async answers(): Promise<boolean> {
    return this.link === undefined || this.link.answers();
  }

  close(): void {
    this.link?.close();
  }
}
