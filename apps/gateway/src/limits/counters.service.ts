import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RedisLink, stateUrlOf } from '#libs/cache';
import { ENV, type Env, type Rate } from '#libs/config';
import { type Counter, SharedCounter } from './shared-counter.js';

/** Longer than a busy process needs to come round to an answer: what is counted apart is counted too low. */
const answerMilliseconds = 500;

/**
 * Makes the counters behind the limits. With Redis all processes count together; while it is away or full, and without
 * it, each counts for itself. Every request is counted, and a lost Redis fails none.
 */
@Injectable()
export class Counters implements OnApplicationShutdown {
  /** What is counted together is kept there; undefined when each process is on its own */
  readonly link: RedisLink | undefined;

  constructor(@Inject(ENV) private readonly env: Env) {
    const url = stateUrlOf(env);
    if (url === undefined || env.RATE_LIMITS === 'off') return;
    this.link = new RedisLink(
      url,
      answerMilliseconds,
      new Logger(Counters.name),
      'limits are counted per process',
    );
  }

  /** @param name part of the key of every count, and so unlike all other names */
  of(name: string, { quota, seconds }: Rate): Counter {
    // No colon after the namespace: a cache that forgets everything removes what begins with `<namespace>:`.
    const options = { keyPrefix: `${this.env.NAMESPACE}-limits:${name}`, points: quota, duration: seconds };
    const { link } = this;
    if (link === undefined) return new RateLimiterMemory(options);
    return new SharedCounter({ ...options, storeClient: link.redis }, (error) => {
      link.report(error);
      // Redis keeps the connection and does not answer: no request waits for it again until it connects anew.
      if (error.message === 'Command timed out' && link.redis.status === 'ready') link.redis.disconnect(true);
    });
  }

  onApplicationShutdown(): void {
    this.link?.close();
  }
}
