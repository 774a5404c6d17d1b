import { AppError } from '#libs/common';

/** An admin who disables the own account might be the last admin. */
export const ownAccount = (): AppError =>
  new AppError('user.own_account', 'conflict', 'Have another admin change your role or disable you.');

export const invitationNotFound = (): AppError =>
  new AppError('user.invitation_not_found', 'not_found', 'There is no open invitation with this id.');
