import { AppError } from '#libs/common';

/** The same for an unknown user and a wrong password, so that nobody learns who has an account. */
export const badCredentials = (): AppError =>
  new AppError('auth.bad_credentials', 'unauthenticated', 'The username or the password is wrong.');

/** Known only to whoever is signed in to the account, so it may say what is wrong. */
export const wrongPassword = (): AppError =>
  new AppError('auth.wrong_password', 'invalid', 'The current password is wrong.');

/** More passwords are waiting to be hashed than could be in a bearable time. */
export const busy = (): AppError =>
  new AppError('auth.busy', 'unavailable', 'Too many people are signing in at the moment.');

export const notSignedIn = (): AppError =>
  new AppError('auth.not_signed_in', 'unauthenticated', 'Sign in to do this.');

/** At sign-in a code is missing; elsewhere, the session was opened without a second factor. */
export const mfaRequired = (kind: 'unauthenticated' | 'forbidden'): AppError =>
  new AppError('auth.mfa_required', kind, 'This takes a second factor.');

export const wrongCode = (kind: 'unauthenticated' | 'invalid'): AppError =>
  new AppError('auth.wrong_code', kind, 'The code is wrong, or was used before.');

export const secondFactorOn = (): AppError =>
  new AppError('auth.mfa_on', 'conflict', 'A second factor is in use. Turn it off first.');

export const secondFactorOff = (): AppError =>
  new AppError('auth.mfa_off', 'conflict', 'No second factor is being set up.');

export const sessionEnded = (): AppError =>
  new AppError('auth.session_ended', 'unauthenticated', 'The session has ended. Sign in again.');

/** The same for a session of somebody else. */
export const sessionNotFound = (): AppError =>
  new AppError('session.not_found', 'not_found', 'You have no session with this id.');

/** The same whatever is wrong with it, so that nobody learns which links there are. */
export const linkInvalid = (): AppError =>
  new AppError(
    'auth.link_invalid',
    'invalid',
    'The link has expired, was used before, or is not complete. Ask for a new one.',
  );

export const invitationNotFound = (): AppError =>
  new AppError('user.invitation_not_found', 'not_found', 'There is no open invitation with this id.');

export const forbidden = (): AppError =>
  new AppError('auth.forbidden', 'forbidden', 'Your role does not allow this.');

/** The location or the doctor is known to everybody, so it may be said. */
export const elsewhere = (): AppError =>
  new AppError('auth.elsewhere', 'forbidden', 'This is for those who work at that location.');

/** The same for somebody who is cared for by others. */
export const dependantNotFound = (): AppError =>
  new AppError('dependant.not_found', 'not_found', 'You care for nobody with this id.');

/** @param most how many somebody may care for */
export const tooManyDependants = (most: number): AppError =>
  new AppError('dependant.too_many', 'invalid', `You can care for ${most} people at most.`);

export const dependantHasAccount = (): AppError =>
  new AppError(
    'dependant.has_account',
    'conflict',
    'They have an account of their own, and do this themselves.',
  );

export const guardianNotFound = (): AppError =>
  new AppError('guardian.not_found', 'not_found', 'There is no such guardian.');

export const guardianAlready = (): AppError =>
  new AppError('guardian.already', 'conflict', 'You care for them already.');

export const ownGuardian = (): AppError =>
  new AppError('guardian.self', 'conflict', 'The link is for somebody else: you act for yourself anyway.');

/** An admin who could lock themselves out might be the last one. */
export const ownAccount = (): AppError =>
  new AppError('user.own_account', 'conflict', 'Have another admin change your role or disable you.');

export const usernameTaken = (): AppError =>
  new AppError('user.username_taken', 'conflict', 'The username is taken.');

export const emailTaken = (): AppError =>
  new AppError('user.email_taken', 'conflict', 'The e-mail address belongs to an account already.');

export const userNotFound = (): AppError =>
  new AppError('user.not_found', 'not_found', 'There is no such user.');
