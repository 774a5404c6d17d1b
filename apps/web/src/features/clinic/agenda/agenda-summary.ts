import { type Visit } from '../../../api/clinic/agenda.js';
import { minutesLate } from '../../../visits/visit-steps.js';

export interface AgendaSummary {
  /** The visit that comes next: the first patient who has arrived, else the first who is expected */
  readonly next: Visit | undefined;
  /** How many patients have arrived */
  readonly here: number;
  readonly late: number;
  /** Visits that are not cancelled */
  readonly count: number;
}

const byTime = (a: Visit, b: Visit): number =>
  Date.parse(a.appointmentDateTime) - Date.parse(b.appointmentDateTime);

export function summaryOf(visits: readonly Visit[], now: Date): AgendaSummary {
  const inOrder = [...visits].sort(byTime);
  const here = inOrder.filter(({ status }) => status === 'checked_in');
  const expected = inOrder.filter(
    ({ status, endsAt }) =>
      (status === 'confirmed' || status === 'pending') && Date.parse(endsAt) > now.getTime(),
  );
  return {
    next: here[0] ?? expected[0],
    here: here.length,
    late: inOrder.filter((visit) => minutesLate(visit, now) > 0).length,
    count: inOrder.filter(({ status }) => status !== 'cancelled').length,
  };
}
