import { useQuery } from '@tanstack/react-query';
import { type Appointment } from '../../../api/appointments.js';
import { recordQuery } from '../../../api/clinic/records.js';
import { keepsPatients, useMe } from '../../../api/me.js';
import { dependantsQuery } from '../../../api/people.js';
import { type Doctor, doctorQuery, type VisitType, visitTypeQuery } from '../../../api/queries.js';
import { messages } from '../../../messages/index.js';
import { addresses } from '../../../routing/location.js';

export interface VisitDetails {
  /** Undefined while it is being loaded, and for a doctor who is no longer listed */
  readonly doctor: Doctor | undefined;
  readonly doctorName: string;
  /** Undefined while it is being loaded */
  readonly visitType: VisitType | undefined;
  /** Undefined when the visit is the user's own */
  readonly patient: string | undefined;
  /** Where those who keep records read more about the patient */
  readonly recordHref: string | undefined;
  /** The day on which the patient died, as far as the reader may know; nothing is booked for them */
  readonly deceasedOn: string | null;
  readonly isLoading: boolean;
}

/** What the ids of a visit refer to. */
export function useVisitDetails({ doctorId, visitTypeId, userId }: Appointment): VisitDetails {
  const me = useMe();
  const isOwn = me?.id === userId;
  const doctor = useQuery(doctorQuery(doctorId));
  const visitType = useQuery(visitTypeQuery(visitTypeId));
  const isKeeper = keepsPatients(me);
  const record = useQuery({ ...recordQuery(userId), enabled: isKeeper && !isOwn });
  const dependants = useQuery({ ...dependantsQuery(), enabled: me !== undefined && !isOwn });
  const dependant = dependants.data?.find((each) => each.userId === userId);
  return {
    doctor: doctor.data,
    doctorName: doctor.data?.name ?? messages.appointments.formerDoctor,
    visitType: visitType.data,
    patient: isOwn
      ? undefined
      : (dependant?.name ?? record.data?.name ?? messages.appointments.forPatient(userId)),
    deceasedOn: record.data?.deceasedOn ?? null,
    recordHref: isKeeper && !isOwn ? addresses.patient(userId) : undefined,
    isLoading: doctor.isPending || visitType.isPending,
  };
}
