import { AppError } from '#libs/common';

export const sessionEnded = (): AppError =>
  new AppError('auth.session_ended', 'unauthenticated', 'The session has ended. Sign in again.');

/** The same for a session of another user. */
export const sessionNotFound = (): AppError =>
  new AppError('session.not_found', 'not_found', 'You have no session with this id.');
