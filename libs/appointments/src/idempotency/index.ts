export { type IdempotentRequest, keepAnswer, KeyTaken, keyTakenOr, orKeyTaken } from './answer.sql.js';
export { IdempotencyModule } from './idempotency.module.js';
export { IdempotencyService, identify, type Repeatable } from './idempotency.service.js';
export { revive } from './revive.js';
