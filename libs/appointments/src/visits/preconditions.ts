import { type Appointment } from '../record/index.js';
import { versionMismatch, visitHasBegun, wrongStatus } from './visits.errors.js';

const changeable = ['pending', 'confirmed'];

/** Whether the visit has begun or is over. */
export const hasBegun = ({ appointmentDateTime }: Appointment, now: Date): boolean =>
  appointmentDateTime <= now;

/** Whether a visit can be moved, as far as its status and its start go. */
export const isChangeable = (appointment: Appointment, now: Date): boolean =>
  changeable.includes(appointment.status) && !hasBegun(appointment, now);

/** @throws AppError `appointment.wrong_status`, `.has_begun` */
export function assertChangeable(appointment: Appointment, now: Date): void {
  if (!changeable.includes(appointment.status)) throw wrongStatus(appointment.status, 'changed');
  if (hasBegun(appointment, now)) throw visitHasBegun();
}

/**
 * @param expected the version that the client read; undefined when any will do
 * @throws AppError `appointment.version_mismatch`
 */
export function assertVersion({ version }: Appointment, expected: number | undefined): void {
  if (expected !== undefined && expected !== version) throw versionMismatch();
}
