import { AppError } from '#libs/common';

export const doctorNotFound = (): AppError =>
  new AppError('doctor.not_found', 'not_found', 'There is no such doctor.');

export const accountHasDoctor = (): AppError =>
  new AppError('doctor.user_taken', 'conflict', 'The account belongs to another doctor already.');
