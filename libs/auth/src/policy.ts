import { type Actor, isStaff } from './actor.js';
import { elsewhere, forbidden } from './auth.errors.js';

// Who may do what with accounts, patients, guardians and locations. Services ask here, and nowhere else.

type Worker = Pick<Actor, 'role' | 'locationIds'>;

/** The locations where the actor does what staff do: staff where they work, admins everywhere, others nowhere. */
export function workplacesOf({ role, locationIds = [] }: Worker): readonly number[] | 'everywhere' {
  if (role === 'admin') return 'everywhere';
  return role === 'staff' ? locationIds : [];
}

/** Whether the actor does at a location what staff do there. */
export function worksAt(actor: Worker, locationId: number): boolean {
  const workplaces = workplacesOf(actor);
  return workplaces === 'everywhere' || workplaces.includes(locationId);
}

/** @throws AppError `auth.elsewhere` for an actor who does not work at the location */
export function assertWorksAt(actor: Worker, locationId: number): void {
  if (!worksAt(actor, locationId)) throw elsewhere();
}

/**
 * Staff who work nowhere do nothing as staff.
 *
 * @throws AppError `auth.elsewhere`
 */
export function assertWorksSomewhere(actor: Worker): void {
  if (workplacesOf(actor).length === 0) throw elsewhere();
}

/** Whether the actor sees and changes accounts of other people. */
export const canAdminister = ({ role }: Pick<Actor, 'role'>): boolean => role === 'admin';

/** @throws AppError `auth.forbidden` for an actor who is no admin */
export function assertCanAdminister(actor: Pick<Actor, 'role'>): void {
  if (!canAdminister(actor)) throw forbidden();
}

/**
 * Whether the actor looks patients up and writes new ones down, as the front desk does. Which patients that are,
 * `patients.sql.ts` knows.
 */
export const canKeepPatients = (actor: Pick<Actor, 'role'>): boolean => isStaff(actor);

/** @throws AppError `auth.forbidden` for an actor who does not work at a front desk */
export function assertCanKeepPatients(actor: Pick<Actor, 'role'>): void {
  if (!canKeepPatients(actor)) throw forbidden();
}

/** The patients that the actor acts for: the actor, and the actor's dependants. */
export const patientsOf = ({
  userId,
  dependantIds = [],
}: Pick<Actor, 'userId' | 'dependantIds'>): number[] => [userId, ...dependantIds];

/** Whether the actor acts for a patient: as the patient, or as a guardian. */
export const canActFor = (actor: Pick<Actor, 'userId' | 'dependantIds'>, patientId: number): boolean =>
  patientsOf(actor).includes(patientId);

/** Whether the actor can have to do with the data of other people: all but patients without dependants can. */
export const actsForOthers = ({ role, dependantIds = [] }: Pick<Actor, 'role' | 'dependantIds'>): boolean =>
  role !== 'patient' || dependantIds.length > 0;

/** A person as the rules about guardians see them. */
export interface Person {
  readonly userId: number;
  readonly hasAccount: boolean;
  readonly guardianIds: readonly number[];
}

export const isGuardianOf = ({ userId }: Pick<Actor, 'userId'>, { guardianIds }: Person): boolean =>
  guardianIds.includes(userId);

/**
 * Whether the actor decides who cares for a person, and what becomes of the person's data: a person with an account
 * decides alone, for a person without one each guardian does.
 */
export const canDecideFor = (actor: Pick<Actor, 'userId'>, person: Person): boolean =>
  actor.userId === person.userId || (!person.hasAccount && isGuardianOf(actor, person));

/** Whether the actor offers a person an account: a guardian, and staff as long as the person has no guardian. */
export const canOfferAccount = (actor: Pick<Actor, 'userId' | 'role'>, person: Person): boolean =>
  person.guardianIds.length > 0 ? isGuardianOf(actor, person) : isStaff(actor);

/** Whether the actor erases a dependant: the only guardian does, since a second one would lose the dependant too. */
export const canEraseDependant = (actor: Pick<Actor, 'userId'>, person: Person): boolean =>
  canDecideFor(actor, person) && person.guardianIds.length === 1;
