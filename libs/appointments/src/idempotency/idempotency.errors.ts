import { AppError } from '#libs/common';

export const idempotencyKeyReused = (): AppError =>
  new AppError('idempotency.key_reused', 'invalid', 'The Idempotency-Key was used for another request.');
