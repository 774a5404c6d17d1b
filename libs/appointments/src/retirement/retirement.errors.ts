import { AppError } from '#libs/common';

/** @param total how many visits there are */
export const retirementHasVisits = (total: number): AppError =>
  new AppError(
    'retirement.has_visits',
    'conflict',
    'There are visits on that date or later. Move or cancel them first, or choose a date to come.',
    { total },
  );
