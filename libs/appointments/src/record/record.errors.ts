import { AppError, fieldError } from '#libs/common';

export const appointmentNotFound = (): AppError =>
  new AppError('appointment.not_found', 'not_found', 'There is no such appointment.');

export const tooManyHolds = (most: number): AppError =>
  new AppError('appointment.too_many_holds', 'invalid', `A patient can hold ${most} times at once at most.`);

export const tooManyBookings = (most: number): AppError =>
  new AppError(
    'appointment.too_many_bookings',
    'invalid',
    `A patient can have ${most} visits to come at most. Cancel one, or call the clinic.`,
  );

export const tooManyADay = (most: number): AppError =>
  new AppError(
    'appointment.too_many_a_day',
    'invalid',
    `${most} bookings a day can be made for a patient at most, also when they are cancelled. Come back tomorrow, or call the clinic.`,
  );

export const proofNeeded = (most: number): AppError =>
  new AppError(
    'appointment.proof_needed',
    'invalid',
    `Until its e-mail address is proven, an account can have ${most} visits to come at most. Open the link in the mail, or ask for another one.`,
  );

export const unknownPatient = (): AppError =>
  new AppError('appointment.unknown_patient', 'invalid', 'There is no such patient.', {
    errors: [fieldError('/userId', 'reference.unknown', { kind: 'user' })],
  });

export const patientBusyMessage = 'The patient has another appointment at that time.';

export const patientBusy = (): AppError =>
  new AppError('appointment.patient_busy', 'conflict', patientBusyMessage);
