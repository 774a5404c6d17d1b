import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { type Agenda, agendaQuery, type Visit } from '../../../api/clinic/agenda.js';
import { useDoctorChanges } from '../../../api/doctor-changes.js';
import { type Doctor } from '../../../api/queries.js';
import { type CalendarDate } from '../../../time/dates.js';

export interface DoctorAgenda {
  readonly doctor: Doctor;
  readonly query: UseQueryResult<Agenda>;
}

/** The agendas of all doctors, each loaded on its own: a change reloads one of them. */
export function useAgendas(doctors: readonly Doctor[], date: CalendarDate): DoctorAgenda[] {
  const queries = useQueries({ queries: doctors.map(({ id }) => agendaQuery(id, date)) });
  useDoctorChanges(doctors.map(({ id }) => id));
  return doctors.flatMap((doctor, index) => {
    const query = queries[index];
    return query === undefined ? [] : [{ doctor, query }];
  });
}

/** Whether a doctor has neither hours nor visits on the date, so that the board needs no column for them. */
export const isOff = ({ query: { data } }: DoctorAgenda): boolean =>
  data?.hours.length === 0 && data.appointments.length === 0;

export const visitsOf = (agendas: readonly DoctorAgenda[]): { doctor: Doctor; visit: Visit }[] =>
  agendas.flatMap(({ doctor, query }) =>
    (query.data?.appointments ?? []).map((visit) => ({ doctor, visit })),
  );
