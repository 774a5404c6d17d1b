import { Inject, Injectable } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Counters } from '../counters.service.js';

const knownSeconds = 14 * 24 * 60 * 60;
/** Of one account, so that no account fills Redis by signing in from everywhere: those that it used last */
const mostPlaces = 20;
const mostInMemory = 10_000;

/** Where accounts have signed in lately. A place that is forgotten is a stranger again, and nothing worse. */
@Injectable()
export class KnownPlaces {
  private readonly lately = new LRUCache<string, true>({ max: mostInMemory, ttl: knownSeconds * 1000 });

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly counters: Counters,
    private readonly clock: Clock,
  ) {}

  async has(account: string, address: string): Promise<boolean> {
    if (this.lately.has(`${account}@${address}`)) return true;
    const seenAt = await this.attempt((redis) => redis.zscore(this.keyOf(account), address));
    return Number(seenAt ?? 0) > this.clock.milliseconds() - knownSeconds * 1000;
  }

  async remember(account: string, address: string): Promise<void> {
    this.lately.set(`${account}@${address}`, true);
    const key = this.keyOf(account);
    await this.attempt((redis) =>
      redis
        .multi()
        .zadd(key, this.clock.milliseconds(), address)
        .zremrangebyrank(key, 0, -mostPlaces - 1)
        .expire(key, knownSeconds)
        .exec(),
    );
  }

  private keyOf(account: string): string {
    return `${this.env.NAMESPACE}-limits:known:${account}`;
  }

  /** @returns undefined without Redis, and when it fails */
  private async attempt<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    const { link } = this.counters;
    if (link === undefined) return undefined;
    try {
      return await work(link.redis);
    } catch (error) {
      link.report(error as Error);
      return undefined;
    }
  }
}
