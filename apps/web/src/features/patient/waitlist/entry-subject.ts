import { useQuery } from '@tanstack/react-query';
import { doctorQuery } from '../../../api/queries.js';
import { type WaitlistEntry } from '../../../api/waitlist.js';

/** What an entry waits for: a doctor by name, or a specialization. */
export function useSubject({ doctorId, specialization }: WaitlistEntry): string {
  const doctor = useQuery({ ...doctorQuery(doctorId ?? 0), enabled: doctorId !== null });
  return doctorId === null ? (specialization ?? '') : (doctor.data?.name ?? '…');
}
