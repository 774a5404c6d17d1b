import { AppError } from '#libs/common';

export const visitTypeNotFound = (): AppError =>
  new AppError('visit_type.not_found', 'not_found', 'There is no such visit type.');
