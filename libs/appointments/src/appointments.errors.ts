import { AppError } from '#libs/common';
import { type RefusalCode } from './availability.js';
import { type Alternative } from './slots.js';
import { type SeriesConflict } from './series.js';

export const appointmentNotFound = (): AppError =>
  new AppError('appointment.not_found', 'not_found', 'There is no such appointment.');

/** @param alternatives the nearest free starts */
export const slotTaken = (alternatives: readonly Alternative[]): AppError =>
  new AppError('appointment.slot_taken', 'conflict', 'The time is taken.', { alternatives });

const patientBusyMessage = 'The patient has another appointment at that time.';

export const patientBusy = (): AppError =>
  new AppError('appointment.patient_busy', 'conflict', patientBusyMessage);

/** What each reason means to a patient; it tells of nobody else's visits. */
export const explanations: Record<RefusalCode, string> = {
  in_past: 'The time has passed.',
  too_soon: 'The visit must be booked earlier before its start.',
  beyond_horizon: 'The visit cannot be booked that far ahead yet.',
  outside_hours: 'The doctor does not work at that time.',
  closed: 'The doctor or the location is closed at that time.',
  off_grid: 'Visits start at other minutes.',
  taken: 'The time is taken.',
};

export const notBookable = (code: Exclude<RefusalCode, 'taken'>): AppError =>
  new AppError(`appointment.${code}`, 'invalid', explanations[code], {
    errors: [{ pointer: '/appointmentDateTime', detail: explanations[code] }],
  });

export const visitTypeNotOffered = (): AppError =>
  new AppError(
    'appointment.visit_type_not_offered',
    'invalid',
    'The doctor does not offer this visit type.',
    {
      errors: [{ pointer: '/visitTypeId', detail: 'is not offered by the doctor' }],
    },
  );

/** @param fields what the doctors were looked for by */
export const noSuchDoctors = (fields: readonly ('specialization' | 'locationId')[]): AppError =>
  new AppError('appointment.no_such_doctors', 'invalid', 'There are no such doctors.', {
    errors: fields.map((field) => ({ pointer: `/${field}`, detail: 'is that of no such doctor' })),
  });

export const notForOthers = (): AppError =>
  new AppError('appointment.not_for_others', 'forbidden', 'You can book for yourself only.');

export const overbookingNotAllowed = (): AppError =>
  new AppError(
    'appointment.overbooking_not_allowed',
    'forbidden',
    'Only the front desk can squeeze a visit in.',
  );

export const tooManyHolds = (most: number): AppError =>
  new AppError('appointment.too_many_holds', 'invalid', `A patient can hold ${most} times at once at most.`);

export const tooManyBookings = (most: number): AppError =>
  new AppError(
    'appointment.too_many_bookings',
    'invalid',
    `A patient can have ${most} visits to come at most. Cancel one, or call the clinic.`,
  );

export const unknownPatient = (): AppError =>
  new AppError('appointment.unknown_patient', 'invalid', 'There is no such patient.', {
    errors: [{ pointer: '/userId', detail: 'is no user' }],
  });

/** @param to what it should have become, or `moved` */
export const wrongStatus = (from: string, to: string): AppError =>
  new AppError('appointment.wrong_status', 'conflict', `An appointment that is ${from} cannot be ${to}.`);

export const visitHasNotBegun = (): AppError =>
  new AppError('appointment.has_not_begun', 'conflict', 'The visit has not begun yet.');

export const rescheduleTooLate = (): AppError =>
  new AppError(
    'appointment.reschedule_too_late',
    'invalid',
    'It is too late to move the visit online. Please call the clinic.',
  );

export const versionMismatch = (): AppError =>
  new AppError(
    'appointment.version_mismatch',
    'precondition_failed',
    'The appointment has changed since you read it.',
  );

export const visitHasBegun = (): AppError =>
  new AppError('appointment.has_begun', 'conflict', 'The visit has begun or is over.');

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
    { errors: [{ pointer, detail: 'is needed after the cut-off' }] },
  );

export const idempotencyKeyReused = (): AppError =>
  new AppError('idempotency.key_reused', 'invalid', 'The Idempotency-Key was used for another request.');

export const changedMeanwhile = (): AppError =>
  new AppError(
    'appointment.changed_meanwhile',
    'conflict',
    'The appointment was changed by somebody else. Try again.',
  );

export const holdNotFound = (): AppError =>
  new AppError('hold.not_found', 'not_found', 'There is no such hold.');

export const holdExpired = (): AppError =>
  new AppError('hold.expired', 'gone', 'The time is no longer held for you.');

export const holdUsed = (): AppError =>
  new AppError('hold.used', 'conflict', 'The hold has become an appointment already.');

export const holdExtendedAlready = (): AppError =>
  new AppError('hold.extended_already', 'conflict', 'A hold can be extended once.');

export const holdDiffers = (): AppError =>
  new AppError('hold.differs', 'invalid', 'The hold is for another doctor, time, visit type or patient.', {
    errors: [{ pointer: '/holdId', detail: 'is a hold for something else' }],
  });

/**
 * A series is booked as a whole or, with what is left out knowingly, in part.
 *
 * It is a conflict when at least one time belongs to somebody or something else, and the input that is wrong when the
 * rules alone stand against it.
 */
export function seriesConflicts(conflicts: readonly SeriesConflict[]): AppError {
  const isLost = conflicts.some(({ code }) => code === 'taken' || code === 'patient_busy');
  const message = 'Not every visit of the series can be booked.';
  const told = conflicts.map(({ occurrence, at, code }) => ({
    occurrence,
    appointmentDateTime: new Date(at).toISOString(),
    code,
    message: code === 'patient_busy' ? patientBusyMessage : explanations[code],
  }));
  return new AppError('series.conflicts', isLost ? 'conflict' : 'invalid', message, {
    conflicts: told,
    ...(!isLost && { errors: [{ pointer: '/recurrence', detail: message }] }),
  });
}

export const seriesNotFound = (): AppError =>
  new AppError('series.not_found', 'not_found', 'There is no such series.');
