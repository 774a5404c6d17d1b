import { type Visit, type VisitStep } from '../../api/day.js';

type Stage = Pick<Visit, 'status' | 'appointmentDateTime'>;

const hasBegun = ({ appointmentDateTime }: Stage, now: Date): boolean =>
  Date.parse(appointmentDateTime) <= now.getTime();

/** What can be made of a visit now, the likeliest first. The API decides again. */
export function stepsOf(visit: Stage, now: Date): VisitStep[] {
  const begun = hasBegun(visit, now);
  switch (visit.status) {
    case 'pending':
      return begun ? [] : ['confirm', 'cancel'];
    case 'confirmed':
      return begun ? ['check-in', 'complete', 'no-show'] : ['check-in', 'cancel'];
    case 'checked_in':
      return begun ? ['complete'] : ['cancel'];
    case 'held':
    case 'completed':
    case 'cancelled':
    case 'no_show':
      return [];
  }
}

/** What cannot be taken back is asked once more. */
export const isFinal = (step: VisitStep): boolean => step !== 'confirm' && step !== 'check-in';

/** Whether a visit can still go to another time or doctor. */
export const canMove = (visit: Stage, now: Date): boolean =>
  (visit.status === 'pending' || visit.status === 'confirmed') && !hasBegun(visit, now);

/** By how many whole minutes somebody who is not here is late; 0 for everybody else. */
export function minutesLate(visit: Stage, now: Date): number {
  if (visit.status !== 'confirmed') return 0;
  return Math.max(0, Math.floor((now.getTime() - Date.parse(visit.appointmentDateTime)) / 60_000));
}
