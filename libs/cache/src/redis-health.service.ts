import { Injectable } from '@nestjs/common';
import { Cache } from './cache.js';
import { StateCache } from './state-cache.js';

/** How Redis does, for readiness; well as well when none is configured. */
@Injectable()
export class RedisHealth {
  constructor(
    private readonly cache: Cache,
    private readonly state: StateCache,
  ) {}

  /** Whether the Redis of searches answers. */
  keepsSearches(): Promise<boolean> {
    return this.cache.answers();
  }

  /** Whether the Redis of limits and sessions answers, and forgets nothing before its time. */
  keepsState(): Promise<boolean> {
    return this.state.isSound();
  }
}
