import { AppError } from '#libs/common';

/** The same for an unknown service, a wrong signature and none at all. */
export const unknownService = (): AppError =>
  new AppError(
    'rpc.unknown_service',
    'unauthenticated',
    'The request is not signed by a service that is known here.',
  );

export const notAllowed = (): AppError =>
  new AppError('rpc.not_allowed', 'forbidden', 'The service may not ask for this.');

/** The caller no longer waits for the answer, so nothing was done. */
export const expired = (): AppError =>
  new AppError('rpc.expired', 'gone', 'The request came too late and was not acted on.');

export const unboundedLife = (): AppError =>
  new AppError('rpc.unbounded_life', 'invalid', 'docket-expires-at must be within the next five minutes.');
