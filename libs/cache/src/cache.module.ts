import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { makeCounterProvider, metricToken } from '#libs/metrics';
import { type Counter } from 'prom-client';
import { ENV, type Env } from '#libs/config';
import { Cache } from './cache.js';
import { RedisHealth } from './redis-health.service.js';
import { StateCache } from './state-cache.js';

const requests = 'docket_cache_requests_total';

@Injectable()
class CacheLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly cache: Cache,
    private readonly state: StateCache,
  ) {}

  onApplicationShutdown(): void {
    this.cache.close();
    this.state.close();
  }
}

@Global()
@Module({
  providers: [
    makeCounterProvider({ name: requests, help: 'Look-ups in the cache.', labelNames: ['cache', 'result'] }),
    ...[Cache, StateCache].map((Kept) => ({
      provide: Kept,
      useFactory: (env: Env, counter: Counter<'cache' | 'result'>) => new Kept(env, counter),
      inject: [ENV, metricToken(requests)],
    })),
    CacheLifecycle,
    RedisHealth,
  ],
  exports: [Cache, RedisHealth, StateCache],
})
export class CacheModule {}
