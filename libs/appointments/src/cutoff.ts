import { type AppError } from '#libs/common';
import { type Actor, type Appointment } from './appointment.js';
import { reasonRequired } from './appointments.errors.js';
import { actsFor, isAtDeskOf } from './reach.js';

/** Something that is done to a visit which is to come. */
export interface LateStep {
  readonly appointment: Appointment;
  readonly actor: Actor;
  /** Milliseconds since 1970 UTC */
  readonly now: number;
  /** How long before the start a patient may do it */
  readonly cutoffMinutes: number;
  /** Why it is done */
  readonly reason: string | null;
}

/**
 * Holds a patient to a cut-off. The boundary itself is in time. Doctor and staff may pass it, but have to say why.
 *
 * @param tooLate what a patient is told
 * @param pointer where in the request the reason is looked for
 * @throws AppError `appointment.reason_required`, or `tooLate`
 */
export function checkCutoff(step: LateStep, tooLate: () => AppError, pointer: string): void {
  const { appointment, actor, now, cutoffMinutes, reason } = step;
  if (appointment.appointmentDateTime.getTime() - now >= cutoffMinutes * 60_000) return;
  if (!isAtDeskOf(actor, appointment) && actsFor(actor, appointment.userId)) throw tooLate();
  if (reason === null || reason.trim() === '') throw reasonRequired(pointer);
}
