import {
  type IRateLimiterRedisOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** What is needed of a counter. */
export type Counter = Pick<RateLimiterAbstract, 'points' | 'consume' | 'reward' | 'delete'>;

/** Counts in Redis, and in this process what Redis does not take, because it is away or full. */
export class SharedCounter implements Counter {
  readonly points: number;
  private readonly shared: RateLimiterRedis;
  private readonly own: RateLimiterMemory;

  constructor(
    options: IRateLimiterRedisOptions & { readonly points: number },
    private readonly onFailure: (error: Error) => void,
  ) {
    this.points = options.points;
    this.shared = new RateLimiterRedis({ ...options, rejectIfRedisNotReady: true });
    this.own = new RateLimiterMemory(options);
  }

  consume(key: string, points?: number): Promise<RateLimiterRes> {
    return this.count((counter) => counter.consume(key, points));
  }

  reward(key: string, points?: number): Promise<RateLimiterRes> {
    return this.count((counter) => counter.reward(key, points));
  }

  /** Of both: a full Redis takes no count and still gives up an old one. */
  async delete(key: string): Promise<boolean> {
    await this.own.delete(key);
    return this.count((counter) => counter.delete(key));
  }

  private async count<T>(work: (counter: RateLimiterAbstract) => Promise<T>): Promise<T> {
    try {
      return await work(this.shared);
    } catch (error) {
      // The refusal of a count, and no failure.
      if (error instanceof RateLimiterRes) throw error;
      this.onFailure(error as Error);
      return work(this.own);
    }
  }
}
