import { AppError } from '#libs/common';

export const hasVisits = (): AppError =>
  new AppError(
    'account.has_visits',
    'conflict',
    'Visits or holds are still to come. Cancel them, or wait until they are over.',
  );
