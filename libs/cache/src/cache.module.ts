import { Global, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { makeCounterProvider, metricToken } from '#libs/metrics';
import { type Counter } from 'prom-client';
import { ENV, type Env } from '#libs/config';
import { Cache } from './cache.js';

const requests = 'docket_cache_requests_total';

@Injectable()
class CacheLifecycle implements OnApplicationShutdown {
  constructor(private readonly cache: Cache) {}

  onApplicationShutdown(): void {
    this.cache.close();
  }
}

@Global()
@Module({
  providers: [
    makeCounterProvider({ name: requests, help: 'Look-ups in the cache.', labelNames: ['cache', 'result'] }),
    {
      provide: Cache,
      useFactory: (env: Env, counter: Counter<'cache' | 'result'>) => new Cache(env, counter),
      inject: [ENV, metricToken(requests)],
    },
    CacheLifecycle,
  ],
  exports: [Cache],
})
export class CacheModule {}
