import { type AppError, minute } from '#libs/common';
import { type Appointment } from '../record/index.js';
import { reasonRequired } from './visits.errors.js';

/** A change of a visit that is to come. */
export interface LateChange {
  readonly appointment: Appointment;
  readonly now: Date;
  /** How long before the start a patient may make it */
  readonly cutoffMinutes: number;
  /** Whether the cut-off binds who makes it */
  readonly isBound: boolean;
  /** Why it is made */
  readonly reason: string | null;
  /** Where in the request the reason is looked for */
  readonly pointer: string;
  /** The refusal to a patient */
  readonly tooLate: () => AppError;
}

/**
 * Holds a patient to a cut-off. The boundary itself is in time. Doctor and staff may pass it, and have to say why.
 *
 * @throws AppError `appointment.reason_required`, or `tooLate`
 */
export function assertInTime(change: LateChange): void {
  const { appointment, now, cutoffMinutes, isBound, reason, pointer, tooLate } = change;
  if (appointment.appointmentDateTime.getTime() - now.getTime() >= cutoffMinutes * minute) return;
  if (isBound) throw tooLate();
  if (reason === null || reason.trim() === '') throw reasonRequired(pointer);
}
