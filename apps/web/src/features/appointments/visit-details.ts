import { useQuery } from '@tanstack/react-query';
import { type Appointment } from '../../api/appointments.js';
import { useMe } from '../../api/me.js';
import { dependantsQuery } from '../../api/people.js';
import { type Doctor, doctorQuery, type VisitType, visitTypesQuery } from '../../api/queries.js';
import { messages } from '../../messages/index.js';

export interface VisitDetails {
  /** Undefined while it is being loaded, and for whoever is no longer listed */
  readonly doctor: Doctor | undefined;
  readonly doctorName: string;
  /** Undefined while it is being loaded, and for what the doctor no longer offers */
  readonly visitType: VisitType | undefined;
  /** Undefined when the visit is the reader's own */
  readonly patient: string | undefined;
  readonly isLoading: boolean;
}

/** What the ids of a visit stand for. */
export function useVisitDetails({ doctorId, visitTypeId, userId }: Appointment): VisitDetails {
  const me = useMe();
  const isOwn = me?.id === userId;
  const doctor = useQuery(doctorQuery(doctorId));
  const visitTypes = useQuery(visitTypesQuery(doctorId));
  const dependants = useQuery({ ...dependantsQuery(), enabled: me !== undefined && !isOwn });
  const name = dependants.data?.find((dependant) => dependant.userId === userId)?.name;
  return {
    doctor: doctor.data,
    doctorName: doctor.data?.name ?? messages.appointments.formerDoctor,
    visitType: visitTypes.data?.find(({ id }) => id === visitTypeId),
    patient: isOwn ? undefined : (name ?? messages.appointments.forPatient(userId)),
    isLoading: doctor.isPending || visitTypes.isPending,
  };
}
