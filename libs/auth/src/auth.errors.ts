import { AppError } from '#libs/common';

export const notSignedIn = (): AppError =>
  new AppError('auth.not_signed_in', 'unauthenticated', 'Sign in to do this.');

export const forbidden = (): AppError =>
  new AppError('auth.forbidden', 'forbidden', 'Your role does not allow this.');

/** Locations and doctors are public, so it may say why. */
export const elsewhere = (): AppError =>
  new AppError('auth.elsewhere', 'forbidden', 'Only staff of that location may do this.');

/** @param mergedIntoId the record to use in its place, where it is known */
export const recordMerged = (mergedIntoId?: number): AppError =>
  new AppError(
    'patient.merged',
    'conflict',
    'The record was merged into another one: use that.',
    mergedIntoId === undefined ? {} : { mergedIntoId },
  );

export const patientDeceased = (): AppError =>
  new AppError('patient.deceased', 'conflict', 'The patient has died.');

/** The account was erased, or an admin disabled it. */
export const patientDisabled = (): AppError =>
  new AppError('patient.disabled', 'conflict', "The patient's account is closed.");
