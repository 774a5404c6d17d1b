import { AppError } from '#libs/common';

/** The same whatever is wrong with it, so that a caller does not learn which links there are. */
export const linkInvalid = (): AppError =>
  new AppError(
    'auth.link_invalid',
    'invalid',
    'The link has expired, was used before, or is not complete. Ask for a new one.',
  );
