export { CacheModule } from './cache.module.js';
export { Cache, type CacheName } from './cache.js';
export { connectRedis } from './redis-client.js';
export { redisComplaint } from './redis-check.js';
