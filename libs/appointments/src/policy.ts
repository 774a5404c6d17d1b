import { type Actor, assertWorksAt, canActFor, elsewhere, forbidden, isStaff, worksAt } from '#libs/auth';
import { notForOthers, overbookingNotAllowed } from './appointments.errors.js';

export { canActFor, patientsOf } from '#libs/auth';

// Who may do what with visits. Services ask here; what an actor may see at all is `record/visible.sql.ts`.

/** A visit, as far as it decides who may do something with it. */
interface Visit {
  /** The patient */
  readonly userId: number;
  readonly locationId: number;
}

/** Whether the actor deals with a visit as the front desk of its location does. */
export const canRunDesk = (actor: Actor, { locationId }: Pick<Visit, 'locationId'>): boolean =>
  worksAt(actor, locationId);

/** Whether the actor may book a visit: for the actor's own patients anywhere, for others where the actor works. */
export const canBook = (actor: Actor, { userId, locationId }: Visit): boolean =>
  canActFor(actor, userId) || worksAt(actor, locationId);

/** @throws AppError `auth.elsewhere` */
export function assertCanBook(actor: Actor, visit: Visit): void {
  if (!canBook(actor, visit)) throw elsewhere();
}

/** Whether the actor moves the visits that the actor sees wherever they fit, as a doctor does. */
export const canMoveAnywhere = ({ role }: Pick<Actor, 'role'>): boolean => role === 'doctor';

/** Whether the actor may move a visit that the actor sees to a location. */
export const canMoveTo = (actor: Actor, { userId }: Pick<Visit, 'userId'>, locationId: number): boolean =>
  canMoveAnywhere(actor) || canBook(actor, { userId, locationId });

/**
 * Whether the actor may take a visit through its day: confirm, check in, complete, no-show. A doctor may be the patient
 * of another doctor, and staff a patient elsewhere: there they are patients only.
 *
 * @param isTheirDoctor whether the account of the visit's doctor is the actor's
 */
export const canRunVisit = (
  actor: Actor,
  visit: Pick<Visit, 'locationId'>,
  isTheirDoctor: boolean,
): boolean => isTheirDoctor || canRunDesk(actor, visit);

/**
 * Whether the actor may put a patient on the waitlist: the actor's own patients for any doctor, other patients where the
 * actor works.
 *
 * @param locationIds where the doctors work who will do
 */
export const canPutOnWaitlist = (actor: Actor, patientId: number, locationIds: readonly number[]): boolean =>
  canActFor(actor, patientId) || locationIds.some((locationId) => worksAt(actor, locationId));

/**
 * Staff see reports about the locations where they work, admins about all.
 *
 * @param locationId undefined for all locations where the actor works
 * @throws AppError `auth.forbidden`, `auth.elsewhere`
 */
export function assertCanSeeReports(actor: Actor, locationId: number | undefined): void {
  if (!isStaff(actor)) throw forbidden();
  if (locationId !== undefined) assertWorksAt(actor, locationId);
}

/**
 * Whether the actor may see a doctor's agenda: a doctor their own, staff that of a doctor who works at one of their
 * locations.
 *
 * @param agenda whether the doctor's account is the actor's, and where the doctor works
 */
export const canSeeAgenda = (
  actor: Actor,
  { isOwn, locationIds }: { readonly isOwn: boolean; readonly locationIds: readonly number[] },
): boolean =>
  actor.role === 'doctor' ? isOwn : locationIds.some((locationId) => worksAt(actor, locationId));

/** Whether a cut-off binds the actor: it binds the patient and guardians, and not the front desk or the doctor. */
export const isBoundByCutoff = (actor: Actor, visit: Visit): boolean =>
  canActFor(actor, visit.userId) && !canRunDesk(actor, visit);

/**
 * Whether a visit that the actor moves waits for the doctor's word as a new one does. Neither the front desk of the place
 * that it moves to nor the doctor whom it moves to asks anyone.
 *
 * @param visit as it is to be
 * @param isTheirDoctor whether the account of its doctor is the actor's
 */
export const isBoundByConfirmation = (actor: Actor, visit: Visit, isTheirDoctor: boolean): boolean =>
  isBoundByCutoff(actor, visit) && !isTheirDoctor;

/** Whether quotas bind the actor. Staff know what they do for others. */
export const isBoundByQuota = (actor: Actor, patientId: number): boolean =>
  canActFor(actor, patientId) || !isStaff(actor);

/**
 * The patient of a request: the one it names, or the actor.
 *
 * @throws AppError `appointment.not_for_others` when the actor is neither staff nor acts for that patient
 */
export function patientFor(actor: Actor, { userId }: { readonly userId?: number | undefined }): number {
  const patientId = userId ?? actor.userId;
  if (!canActFor(actor, patientId) && !isStaff(actor)) throw notForOthers();
  return patientId;
}

/**
 * Only staff squeeze visits in.
 *
 * @throws AppError `appointment.overbooking_not_allowed` when the request asks for it
 */
export function assertCanOverbook(
  actor: Actor,
  { overbookReason }: { readonly overbookReason?: string | undefined },
): void {
  if (overbookReason !== undefined && !isStaff(actor)) throw overbookingNotAllowed();
}
