import { type Logger } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { connectRedis } from './redis-client.js';

/** Trouble that comes again within a minute is the same trouble. */
const quietMilliseconds = 60_000;

/** A connection to Redis for one purpose, which says in the log once what goes on without it. */
export class RedisLink {
  readonly redis: Redis;
  private troubledAt = -Infinity;

  /**
   * @param answerMilliseconds after which a command fails with "Command timed out"
   * @param without what happens while Redis does not do its part, as the end of a sentence
   */
  constructor(
    url: string,
    answerMilliseconds: number,
    private readonly logger: Logger,
    private readonly without: string,
  ) {
    this.redis = connectRedis(url, answerMilliseconds);
    this.redis.on('error', (error: Error) => {
      this.report(error);
    });
  }

  /** One line when the trouble begins, not one for every request that meets it. */
  report({ message }: Error): void {
    const now = performance.now();
    const isKnown = now - this.troubledAt < quietMilliseconds;
    this.troubledAt = now;
    if (!isKnown) this.logger.warn(`Redis does not do its part (${message}); ${this.without}.`);
  }

  answers(): Promise<boolean> {
    return this.redis.ping().then(
      () => true,
      () => false,
    );
  }

  close(): void {
    this.redis.disconnect();
  }
}
