import { elsewhere, workplacesOf, worksAt } from '#libs/auth';
import { type Prisma } from '#libs/database';
import { type Actor, type Appointment, isStaff } from './appointment.js';
import { notForOthers, overbookingNotAllowed } from './appointments.errors.js';

// Whose visits are whose business. Everything that reads or changes one asks here.

/** Those for whom somebody acts: themselves, and whom they care for. */
export const peopleOf = ({ userId, dependantIds = [] }: Actor): number[] => [userId, ...dependantIds];

/** Whether somebody acts for a patient because it is them, or because they care for them. */
export const actsFor = (actor: Actor, userId: number): boolean => peopleOf(actor).includes(userId);

/**
 * What somebody may have to do with: what is for people for whom they act, and for staff what is where they work.
 * Admins have no bounds.
 */
export function heldFor(actor: Actor): Prisma.AppointmentWhereInput {
  const workplaces = workplacesOf(actor);
  if (workplaces === 'everywhere') return {};
  const people = { userId: { in: peopleOf(actor) } };
  return workplaces.length === 0 ? people : { OR: [people, { locationId: { in: [...workplaces] } }] };
}

/** The same, and for doctors the visits of their patients with them. */
export const visibleTo = (actor: Actor): Prisma.AppointmentWhereInput => ({
  // A hold, used or not, is no appointment yet.
  holdExpiresAt: null,
  ...(actor.role === 'doctor'
    ? { OR: [heldFor(actor), { doctor: { userId: actor.userId } }] }
    : heldFor(actor)),
});

/** Whether somebody deals with a visit as staff of its location do. */
export const isAtDeskOf = (actor: Actor, { locationId }: Pick<Appointment, 'locationId'>): boolean =>
  worksAt(actor, locationId);

/** Whether somebody may book for a patient at a location: for whom they act anywhere, for others where they work. */
export const mayBook = (actor: Actor, userId: number, locationId: number): boolean =>
  actsFor(actor, userId) || worksAt(actor, locationId);

/** @throws AppError `auth.elsewhere` */
export function assertMayBook(actor: Actor, userId: number, locationId: number): void {
  if (!mayBook(actor, userId, locationId)) throw elsewhere();
}

/** Whether somebody may move a visit that they see to a location. Doctors move visits with them wherever they like. */
export const mayMove = (actor: Actor, { userId }: Pick<Appointment, 'userId'>, locationId: number): boolean =>
  actor.role === 'doctor' || mayBook(actor, userId, locationId);

/** @throws AppError `auth.elsewhere` */
export function assertMayMove(actor: Actor, appointment: Appointment, locationId: number): void {
  if (!mayMove(actor, appointment, locationId)) throw elsewhere();
}

/**
 * Whom a request is for.
 *
 * @throws AppError `appointment.not_for_others`
 */
export function patientOf({ userId }: { readonly userId?: number | undefined }, actor: Actor): number {
  const patient = userId ?? actor.userId;
  if (!actsFor(actor, patient) && !isStaff(actor)) throw notForOthers();
  return patient;
}

/**
 * Whether the actor may squeeze visits in, where that is asked for.
 *
 * @throws AppError `appointment.overbooking_not_allowed`
 */
export function checkMayOverbook(
  { overbookReason }: { readonly overbookReason?: string | undefined },
  actor: Actor,
): void {
  if (overbookReason !== undefined && !isStaff(actor)) throw overbookingNotAllowed();
}
