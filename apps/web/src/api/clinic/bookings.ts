import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../http/client.js';
import { type components } from '../schema.js';

type Appointment = components['schemas']['AppointmentDto'];
/** A free start that a visit could move to */
export type ProposedSlot = components['schemas']['ProposedPlaceDto'];
export type ProposedMove = Omit<components['schemas']['ProposedMoveDto'], 'proposal'> & {
  readonly proposal: ProposedSlot | null;
};

const header = (key: string) => ({ 'Idempotency-Key': key });

/** Books for a patient. */
export const bookFor = async (
  body: components['schemas']['NewAppointmentDto'],
  key: string,
): Promise<Appointment> =>
  (await answer(api.POST('/appointments', { params: { header: header(key) }, body }))).data;

/** Begins a visit now, for a patient at the front desk. */
export const beginWalkIn = async (
  body: components['schemas']['NewWalkInDto'],
  key: string,
): Promise<Appointment> =>
  (await answer(api.POST('/appointments/walk-ins', { params: { header: header(key) }, body }))).data;

interface AgendaToMove {
  doctorId: number;
  date: string;
  toDoctorId?: number | undefined;
}

/** The free starts that each visit of an agenda could move to; nothing is written. */
export const movesQuery = ({ doctorId, date, toDoctorId }: AgendaToMove) =>
  queryOptions({
    queryKey: ['moves', doctorId, date, toDoctorId ?? null],
    queryFn: async ({ signal }): Promise<ProposedMove[]> => {
      const body = { date, ...(toDoctorId !== undefined && { toDoctorId }) };
      const init = { params: { path: { id: doctorId } }, body, signal };
      return (await answer(api.POST('/doctors/{id}/day/moves/proposals', init))).data.moves;
    },
    // A reload would replace what the user has chosen.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
