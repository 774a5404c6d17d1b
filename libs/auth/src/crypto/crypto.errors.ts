import { AppError } from '#libs/common';

/** So many passwords are waiting to be hashed that one more would wait too long. */
export const busy = (): AppError =>
  new AppError('auth.busy', 'unavailable', 'Too many people are signing in at the moment.');
