import { AppError } from '#libs/common';

/** The same for the dependant of another guardian. */
export const dependantNotFound = (): AppError =>
  new AppError('dependant.not_found', 'not_found', 'You are the guardian of no person with this id.');

/** @param most how many dependants a guardian may have */
export const tooManyDependants = (most: number): AppError =>
  new AppError('dependant.too_many', 'invalid', `You can care for ${most} people at most.`);

export const dependantHasAccount = (): AppError =>
  new AppError('dependant.has_account', 'conflict', 'The dependant has an account, and does this alone.');

export const guardianNotFound = (): AppError =>
  new AppError('guardian.not_found', 'not_found', 'There is no such guardian.');

export const guardianAlready = (): AppError =>
  new AppError('guardian.already', 'conflict', 'You are a guardian of this person already.');

export const ownGuardian = (): AppError =>
  new AppError('guardian.self', 'conflict', 'The link is for another person: you act for yourself anyway.');
