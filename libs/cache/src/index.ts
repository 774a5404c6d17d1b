export { CacheModule } from './cache.module.js';
export { Cache, type CacheName } from './cache.js';
export { redisComplaints } from './redis-check.js';
export { RedisHealth } from './redis-health.service.js';
export { RedisLink } from './redis-link.js';
export { StateCache, stateUrlOf } from './state-cache.js';
