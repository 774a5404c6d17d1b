import { type Actor, elsewhere, forbidden, isStaff, worksAt } from '#libs/auth';

/** A doctor, as far as it decides who may do what. */
export interface DoctorSubject {
  /** The account that the doctor signs in with */
  readonly userId: number | null;
  /** The doctor's own location */
  readonly locationId: number;
}

/** Admins add and change doctors, locations and visit types. */
export const canSetUpClinic = ({ role }: Actor): boolean => role === 'admin';

/** Doctors set their own hours, staff those of the doctors of their locations. */
export const canSetHours = (actor: Actor, doctor: DoctorSubject): boolean =>
  actor.role === 'doctor' ? doctor.userId === actor.userId : worksAt(actor, doctor.locationId);

/** Staff close the locations where they work. */
export const canClose = (actor: Actor, locationId: number): boolean => worksAt(actor, locationId);

/** Staff see from when on something cannot be booked any more: a location where they work, any doctor and visit type. */
export const canSeeRetirement = (
  actor: Actor,
  { kind, id }: { readonly kind: 'doctor' | 'location' | 'visit_type'; readonly id: number },
): boolean => isStaff(actor) && (kind !== 'location' || worksAt(actor, id));

/** @throws AppError `auth.forbidden` */
export function assertCanSetUpClinic(actor: Actor): void {
  if (!canSetUpClinic(actor)) throw forbidden();
}

/** @throws AppError `auth.elsewhere` to staff of another location, `auth.forbidden` to every other actor */
export function assertCanSetHours(actor: Actor, doctor: DoctorSubject): void {
  if (!canSetHours(actor, doctor)) throw refusal(actor);
}

/** @throws AppError as {@link assertCanSetHours} */
export function assertCanClose(actor: Actor, locationId: number): void {
  if (!canClose(actor, locationId)) throw refusal(actor);
}

/** @throws AppError as {@link assertCanSetHours} */
export function assertCanSeeRetirement(actor: Actor, subject: Parameters<typeof canSeeRetirement>[1]): void {
  if (!canSeeRetirement(actor, subject)) throw refusal(actor);
}

const refusal = (actor: Actor): Error => (isStaff(actor) ? elsewhere() : forbidden());
