import { AppError } from '#libs/common';

export const hasGuardians = (): AppError =>
  new AppError(
    'dependant.has_guardians',
    'conflict',
    'Others care for them too. End your care, or have the others end theirs first.',
  );

export const hasVisits = (): AppError =>
  new AppError(
    'account.has_visits',
    'conflict',
    'Visits or holds are still to come. Cancel them, or wait until they are over.',
  );
