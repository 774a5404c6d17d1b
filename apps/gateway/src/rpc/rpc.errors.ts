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

/** A request like it was acted on before: whoever sends it again has not signed it. */
export const replayed = (): AppError =>
  new AppError('rpc.replayed', 'conflict', 'A request with this nonce was acted on already. Sign a new one.');

/** The answer to a request that does not say where it goes could be sent to anybody. */
export const outdated = (): AppError =>
  new AppError('rpc.signature_outdated', 'unauthenticated', 'The signature must cover replyTo and a nonce.');
