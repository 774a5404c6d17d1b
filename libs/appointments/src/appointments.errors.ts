import { AppError } from '#libs/common';

// What the policy refuses, whichever room asks it.

export const notForOthers = (): AppError =>
  new AppError('appointment.not_for_others', 'forbidden', 'You can book for yourself only.');

export const overbookingNotAllowed = (): AppError =>
  new AppError(
    'appointment.overbooking_not_allowed',
    'forbidden',
    'Only the front desk can squeeze a visit in.',
  );
