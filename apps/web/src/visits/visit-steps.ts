import {
  type Visit,
  type VisitHistoryEntry as HistoryEntry,
  type VisitStatus,
  type VisitStep,
} from '../api/clinic/visit.js';
import { dateIn } from '../time/dates.js';

type Stage = Pick<Visit, 'status' | 'appointmentDateTime' | 'timeZone'>;

const hasBegun = ({ appointmentDateTime }: Pick<Stage, 'appointmentDateTime'>, now: Date): boolean =>
  Date.parse(appointmentDateTime) <= now.getTime();

const isSameDay = (instant: string, { timeZone }: Stage, now: Date): boolean =>
  dateIn(timeZone, new Date(instant)) === dateIn(timeZone, now);

/**
 * The steps that a visit allows now, the likeliest first. The API decides again; a test holds this to the table that it
 * asks.
 */
export function stepsOf(visit: Stage, now: Date): VisitStep[] {
  const begun = hasBegun(visit, now);
  const arrival: VisitStep[] = isSameDay(visit.appointmentDateTime, visit, now) ? ['check-in'] : [];
  switch (visit.status) {
    case 'pending':
      return begun ? [...arrival, 'complete', 'no-show', 'cancel'] : ['confirm', ...arrival, 'cancel'];
    case 'confirmed':
      return begun ? [...arrival, 'complete', 'no-show', 'cancel'] : [...arrival, 'cancel'];
    case 'checked_in':
      return ['complete', 'cancel'];
    case 'no_show':
      return arrival;
    case 'held':
    case 'completed':
    case 'cancelled':
      return [];
  }
}

const undoable: readonly VisitStatus[] = ['checked_in', 'completed', 'no_show', 'cancelled'];

/** Whether it is worth to look in the history for a step that can be taken back. */
export const mayBeUndone = ({ status }: Stage): boolean => undoable.includes(status);

/** Whether an entry of the history took a step back: no step goes from there to there. */
export function isUndo({ fromStatus, toStatus }: Pick<HistoryEntry, 'fromStatus' | 'toStatus'>): boolean {
  if (fromStatus === toStatus) return false;
  if (fromStatus === 'cancelled' || fromStatus === 'completed') return true;
  if (fromStatus === 'no_show') return toStatus !== 'checked_in';
  return fromStatus === 'checked_in' && toStatus !== 'completed' && toStatus !== 'cancelled';
}

/** Whether the last thing that happened to a visit is a step that can be taken back today. */
export function canUndo(
  visit: Stage,
  last: Pick<HistoryEntry, 'fromStatus' | 'toStatus' | 'occurredAt'> | undefined,
  now: Date,
): boolean {
  if (last === undefined || !mayBeUndone(visit)) return false;
  const isStep = last.fromStatus !== null && last.fromStatus !== 'held' && last.fromStatus !== last.toStatus;
  return isStep && !isUndo(last) && isSameDay(last.occurredAt, visit, now);
}

/** Whether a step tells others of it or ends the visit, so that the page asks once more. */
export const isFinal = (step: VisitStep): boolean =>
  step !== 'confirm' && step !== 'check-in' && step !== 'undo';

/** Whether a visit can still go to another time or doctor. */
export const canMove = (visit: Pick<Stage, 'status' | 'appointmentDateTime'>, now: Date): boolean =>
  (visit.status === 'pending' || visit.status === 'confirmed') && !hasBegun(visit, now);

/** By how many whole minutes an expected patient is late; 0 for a patient who is here or not expected. */
export function minutesLate(visit: Pick<Stage, 'status' | 'appointmentDateTime'>, now: Date): number {
  if (visit.status !== 'confirmed') return 0;
  return Math.max(0, Math.floor((now.getTime() - Date.parse(visit.appointmentDateTime)) / 60_000));
}
