import { type Appointment } from '../../../../api/appointments.js';
import { type VisitType } from '../../../../api/queries.js';

/** Whether there is anything left to move or to cancel. */
export const isToCome = ({ status, appointmentDateTime }: Appointment, now: number): boolean =>
  (status === 'pending' || status === 'confirmed') && Date.parse(appointmentDateTime) > now;

/** Until when a visit can be moved or cancelled on the page. The API decides it again. */
export const lastMoment = (
  { appointmentDateTime }: Appointment,
  visitType: VisitType,
  change: 'move' | 'cancel',
): Date => {
  const { cancelCutoffMinutes, rescheduleCutoffMinutes } = visitType;
  const minutes = change === 'move' ? rescheduleCutoffMinutes : cancelCutoffMinutes;
  return new Date(Date.parse(appointmentDateTime) - minutes * 60_000);
};
