import { type Visit } from '../../api/day.js';
import { minutesLate } from '../../components/desk/visit-steps.js';

export interface Agenda {
  /** Who comes in next: the first who is here, else the first who is still expected */
  readonly next: Visit | undefined;
  readonly here: number;
  readonly late: number;
  /** Visits that are not cancelled */
  readonly count: number;
}

const byTime = (a: Visit, b: Visit): number =>
  Date.parse(a.appointmentDateTime) - Date.parse(b.appointmentDateTime);

export function agendaOf(visits: readonly Visit[], now: Date): Agenda {
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
