import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Redis } from 'ioredis';
import {
  type IRateLimiterOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import { connectRedis } from '#libs/cache';
import { ENV, type Env, type Rate } from '#libs/config';

/** Longer than a busy process needs to come round to an answer: what is counted apart is counted too low. */
const answerMilliseconds = 500;

/**
 * Makes the counters behind the limits. With Redis all processes count together; while it is away, and without it, each
 * counts for itself. Every request is counted, and a lost Redis fails none.
 */
@Injectable()
export class Counters implements OnApplicationShutdown {
  private readonly logger = new Logger(Counters.name);
  private readonly redis: Redis | undefined;
  private failing = false;

  constructor(@Inject(ENV) private readonly env: Env) {
    if (env.REDIS_URL === undefined || env.RATE_LIMITS === 'off') return;
    this.redis = connectRedis(env.REDIS_URL, answerMilliseconds);
    this.redis.on('error', (error: Error) => {
      if (!this.failing)
        this.logger.warn(`Redis does not answer (${error.message}); limits are counted per process.`);
      this.failing = true;
    });
    this.redis.on('ready', () => {
      this.failing = false;
    });
  }

  /** @param name part of the key of every count, and so unlike all other names */
  of(name: string, { quota, seconds }: Rate): RateLimiterAbstract {
    // No colon after the namespace: a cache that forgets everything removes what begins with `<namespace>:`.
    const options = { keyPrefix: `${this.env.NAMESPACE}-limits:${name}`, points: quota, duration: seconds };
    const { redis } = this;
    if (redis === undefined) return new RateLimiterMemory(options);
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new Substitute(options, () => {
        // Redis keeps the connection and does not answer: no request waits for it again until it connects anew.
        if (redis.status === 'ready') redis.disconnect(true);
      }),
    });
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

/** Counts in this process what Redis did not. */
class Substitute extends RateLimiterMemory {
  constructor(
    options: IRateLimiterOptions,
    private readonly onUse: () => void,
  ) {
    super(options);
  }

  override consume(key: string | number, points?: number): Promise<RateLimiterRes> {
    this.onUse();
    return super.consume(key, points);
  }
}
