import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.js';
import { type components } from './schema.js';

type Appointment = components['schemas']['AppointmentDto'];
export type ProposedPlace = components['schemas']['ProposedPlaceDto'];
export type ProposedMove = Omit<components['schemas']['ProposedMoveDto'], 'proposal'> & {
  readonly proposal: ProposedPlace | null;
};

const header = (key: string) => ({ 'Idempotency-Key': key });

/** Books for somebody else. */
export const bookFor = async (
  body: components['schemas']['NewAppointmentDto'],
  key: string,
): Promise<Appointment> =>
  (await answer(api.POST('/appointments', { params: { header: header(key) }, body }))).data;

/** Begins a visit now, for somebody who stands at the desk. */
export const beginWalkIn = async (
  body: components['schemas']['NewWalkInDto'],
  key: string,
): Promise<Appointment> =>
  (await answer(api.POST('/appointments/walk-ins', { params: { header: header(key) }, body }))).data;

interface DayToMove {
  doctorId: number;
  date: string;
  toDoctorId?: number | undefined;
}

/** Where the visits of a day could go; nothing is written. */
export const movesQuery = ({ doctorId, date, toDoctorId }: DayToMove) =>
  queryOptions({
    queryKey: ['moves', doctorId, date, toDoctorId ?? null],
    queryFn: async ({ signal }): Promise<ProposedMove[]> => {
      const body = { date, ...(toDoctorId !== undefined && { toDoctorId }) };
      const init = { params: { path: { id: doctorId } }, body, signal };
      return (await answer(api.POST('/doctors/{id}/day/moves/proposals', init))).data.moves;
    },
    // What was chosen is not replaced behind somebody's back.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
