import { AppError } from '#libs/common';

export const hasGuardians = (): AppError =>
  new AppError(
    'dependant.has_guardians',
    'conflict',
    'The dependant has other guardians. End your guardianship, or have the others end theirs first.',
  );
