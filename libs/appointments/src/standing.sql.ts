import { patientDeceased, patientDisabled, recordMerged } from '#libs/auth';
import { type AppError } from '#libs/common';
import { raisedState } from '#libs/database';

/**
 * Why the database refuses a visit or an entry of the waitlist for a patient, see the trigger `patient_must_stand`;
 * undefined for any other error.
 */
export function standingError(error: unknown): AppError | undefined {
  const state = raisedState(error);
  if (state === 'DK101') return recordMerged();
  if (state === 'DK103') return patientDisabled();
  return state === 'DK102' ? patientDeceased() : undefined;
}
