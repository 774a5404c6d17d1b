import { AppError } from '#libs/common';

/** The same for an unknown user and a wrong password, so that a caller does not learn who has an account. */
export const badCredentials = (): AppError =>
  new AppError('auth.bad_credentials', 'unauthenticated', 'The username or the password is wrong.');

/** At sign-in a code is missing; elsewhere, the session was opened without a second factor. */
export const mfaRequired = (kind: 'unauthenticated' | 'forbidden'): AppError =>
  new AppError('auth.mfa_required', kind, 'This takes a second factor.');

export const wrongCode = (kind: 'unauthenticated' | 'invalid'): AppError =>
  new AppError('auth.wrong_code', kind, 'The code is wrong, or was used before.');

export const secondFactorOn = (): AppError =>
  new AppError('auth.mfa_on', 'conflict', 'A second factor is in use. Turn it off first.');

export const secondFactorOff = (): AppError =>
  new AppError('auth.mfa_off', 'conflict', 'No second factor is on or being set up.');
