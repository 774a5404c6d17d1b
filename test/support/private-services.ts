export { startPrivatePgbouncer } from './private/pgbouncer.js';
export { startPrivatePostgres } from './private/postgres.js';
export { startPrivateRabbitmq } from './private/rabbitmq.js';
export { startPrivateRedis } from './private/redis.js';
export { freePort, type PrivateService } from './private/service.js';
