import { type Audience, Occasion } from '#libs/notifications';
import { type Happening, type Visit } from './visit.js';

/** An account that is told about a visit, and in which part. */
export interface Addressee {
  readonly userId: number;
  readonly audience: Audience;
}

/**
 * Who is told about a visit: the patient, the guardians, and the doctor if there is an account. This is
 * the one place that decides it, for planning and once more at the moment of sending.
 *
 * @param occasion what a doctor has nothing to do with, such as a time that is only offered, or knows already, such as the
 *   place, is told the patient alone
 */
export function addresseesOf(
  { patientSide, doctorUserId }: Visit,
  occasion?: Occasion,
): readonly Addressee[] {
  const patients = patientSide.map((userId): Addressee => ({ userId, audience: 'patient' }));
  if (occasion === Occasion.waitlist_offer || occasion === Occasion.location_changed) return patients;
  if (doctorUserId === null || patientSide.includes(doctorUserId)) return patients;
  return [...patients, { userId: doctorUserId, audience: 'doctor' }];
}

/**
 * What an addressee is told of a happening. A doctor to whom a visit was moved has a new one, and nothing to do with what
 * happened to it while it was another doctor's.
 *
 * @returns undefined for nothing
 */
export function occasionFor(
  { audience }: Addressee,
  { occasion, doctorIs = 'same' }: Happening,
): Happening['occasion'] {
  if (audience === 'patient' || doctorIs === 'same') return occasion;
  return doctorIs === 'new' && occasion === Occasion.moved ? Occasion.booked : undefined;
}
