export { CacheModule } from './cache.module.js';
export { Cache, type CacheName } from './cache.js';
export { redisComplaint } from './redis-check.js';
