import { type Actor, canAdminister, forbidden } from '#libs/auth';

/** Whether the actor reads the entries about a person: an admin does, and each user those about the own data. */
export const canReadAudit = (actor: Pick<Actor, 'userId' | 'role'>, subjectId: number | undefined): boolean =>
  canAdminister(actor) || actor.userId === subjectId;

/** @throws AppError `auth.forbidden` */
export function assertCanReadAudit(
  actor: Pick<Actor, 'userId' | 'role'>,
  subjectId: number | undefined,
): void {
  if (!canReadAudit(actor, subjectId)) throw forbidden();
}
