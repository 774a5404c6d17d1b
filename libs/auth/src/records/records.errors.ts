import { AppError, fieldError, invalidInput } from '#libs/common';

export const patientNotFound = (): AppError =>
  new AppError('patient.not_found', 'not_found', 'There is no such patient.');

/** Mail to the address of an account opens the account, so that the patient changes it with the password. */
export const patientHasAccount = (): AppError =>
  new AppError(
    'patient.has_account',
    'conflict',
    'The patient has an account, and changes its e-mail address with the password.',
  );

export const patientHasGuardians = (): AppError =>
  new AppError('patient.has_guardians', 'conflict', 'The patient has guardians, who offer the account.');

export const deathToCome = (): AppError => invalidInput(fieldError('/on', 'date.to_come'));

export const deathBeforeBirth = (): AppError =>
  invalidInput(fieldError('/on', 'date.before', { other: 'birthDate' }));

export const birthAfterDeath = (): AppError =>
  invalidInput(fieldError('/birthDate', 'date.after', { other: 'deceasedOn' }));

export const mergeWithItself = (): AppError =>
  new AppError('patient.merge_self', 'invalid', 'A record is not merged with itself.');

/** The account would have no record any more. */
export const accountMergedAway = (): AppError =>
  new AppError('patient.merge_account', 'conflict', 'Keep the record that has the account.');

/** One of the accounts ends, and accounts of other people only an admin disables. */
export const accountsNotMerged = (): AppError =>
  new AppError('patient.merge_accounts', 'forbidden', 'Only an admin merges two records with an account.');

export const deathNotShared = (): AppError =>
  new AppError(
    'patient.merge_deceased',
    'conflict',
    'Only one of the records says that the patient has died.',
  );

export const relatedPeople = (): AppError =>
  new AppError('patient.merge_related', 'conflict', 'One of the two is the guardian of the other.');

export const recordsChanged = (): AppError =>
  new AppError(
    'patient.changed_meanwhile',
    'conflict',
    'The records have changed since they were looked at.',
  );

export const mergeNotFound = (): AppError =>
  new AppError('patient.merge_not_found', 'not_found', 'There is no such merge.');

export const mergeUndone = (): AppError =>
  new AppError('patient.merge_undone', 'conflict', 'The merge was undone already.');

export const mergeFinal = (days: number): AppError =>
  new AppError('patient.merge_final', 'gone', `A merge can be undone for ${days} days.`);

export const mergeNotLast = (): AppError =>
  new AppError('patient.merge_not_last', 'conflict', 'The kept record was merged into another one since.');
