import { AppError } from '#libs/common';

/** Told to the signed-in owner of the account alone, so it may say what is wrong. */
export const wrongPassword = (): AppError =>
  new AppError('auth.wrong_password', 'invalid', 'The current password is wrong.');

export const usernameTaken = (): AppError =>
  new AppError('user.username_taken', 'conflict', 'The username is taken.');

export const emailTaken = (): AppError =>
  new AppError('user.email_taken', 'conflict', 'The e-mail address belongs to an account already.');

export const userNotFound = (): AppError =>
  new AppError('user.not_found', 'not_found', 'There is no such user.');
