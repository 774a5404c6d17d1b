import { AppError } from '#libs/common';

export const exceptionNotFound = (): AppError =>
  new AppError('schedule.exception_not_found', 'not_found', 'There is no such exception.');
