import { AppError, fieldError } from '#libs/common';

/** @param to the status that was asked for, or `changed` */
export const wrongStatus = (from: string, to: string): AppError =>
  new AppError('appointment.wrong_status', 'conflict', `An appointment that is ${from} cannot be ${to}.`);

export const visitHasNotBegun = (): AppError =>
  new AppError('appointment.has_not_begun', 'conflict', 'The visit has not begun yet.');

export const visitHasBegun = (): AppError =>
  new AppError('appointment.has_begun', 'conflict', 'The visit has begun or is over.');

export const visitIsNotToday = (): AppError =>
  new AppError('appointment.not_today', 'conflict', 'The visit is on another day at the location.');

export const nothingToUndo = (): AppError =>
  new AppError(
    'appointment.nothing_to_undo',
    'conflict',
    'The last change is no check-in, completion, no-show or cancellation.',
  );

export const undoTooLate = (): AppError =>
  new AppError(
    'appointment.undo_too_late',
    'conflict',
    'A step can be undone on the day on which it was made.',
  );

export const versionMismatch = (): AppError =>
  new AppError(
    'appointment.version_mismatch',
    'precondition_failed',
    'The appointment has changed since you read it.',
  );

export const rescheduleTooLate = (): AppError =>
  new AppError(
    'appointment.reschedule_too_late',
    'invalid',
    'It is too late to move the visit online. Please call the clinic.',
  );

export const cancelTooLate = (): AppError =>
  new AppError(
    'appointment.cancel_too_late',
    'invalid',
    'It is too late to cancel online. Please call the clinic.',
  );

/** @param pointer where in the request the reason is missing */
export const reasonRequired = (pointer: string): AppError =>
  new AppError(
    'appointment.reason_required',
    'invalid',
    'The cut-off for this visit has passed: say why you change it now.',
    { errors: [fieldError(pointer, 'reason.required')] },
  );

export const changedMeanwhile = (): AppError =>
  new AppError(
    'appointment.changed_meanwhile',
    'conflict',
    'The appointment was changed meanwhile. Try again.',
  );
