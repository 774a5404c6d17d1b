import { type Audience, Occasion } from '#libs/notifications';
import { type Visit } from './visit.js';

/** Somebody who is told about a visit, and in which part. */
export interface Addressee {
  readonly userId: number;
  readonly audience: Audience;
}

/**
 * Who is told about a visit: the patient, whoever cares for the patient, and the doctor if there is an account. This is
 * the one place that decides it, for planning and once more at the moment of sending.
 *
 * @param occasion what a doctor has nothing to do with, such as a time that is only offered, is told the patient alone
 */
export function addresseesOf(
  { patientSide, doctorUserId }: Visit,
  occasion?: Occasion,
): readonly Addressee[] {
  const patients = patientSide.map((userId): Addressee => ({ userId, audience: 'patient' }));
  if (occasion === Occasion.waitlist_offer) return patients;
  if (doctorUserId === null || patientSide.includes(doctorUserId)) return patients;
  return [...patients, { userId: doctorUserId, audience: 'doctor' }];
}
