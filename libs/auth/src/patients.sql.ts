import { Prisma } from '#libs/database';
import { type Actor } from './actor.js';
import { workplacesOf } from './policy.js';

/**
 * Whether the record of a patient `u` is in use: that of a patient who died, too, but none that was erased, whose account
 * an admin disabled, or that was merged into another.
 */
export const isInUse = Prisma.sql`
  u.role = 'patient' AND (u.disabled_at IS NULL OR u.deceased_on IS NOT NULL) AND u.merged_into_id IS NULL`;

/** Whether no location knows a patient `u` yet, as one who registered and has no visit. */
export const isKnownNowhere = Prisma.sql`NOT EXISTS (SELECT FROM patient_places k WHERE k.user_id = u.id)`;

/** Whether a patient `u` is open to the actor for a while, after a look. */
const isOpenTo = ({ userId }: Pick<Actor, 'userId'>): Prisma.Sql => Prisma.sql`
  u.id = ANY(ARRAY(SELECT k.user_id FROM patient_looks k WHERE k.actor_id = ${userId} AND k.ends_at > now()))`;

/**
 * Which patients `u` the actor finds: those who are known where the actor works, and those whom the actor has looked at
 * a moment ago; admins find all. Each condition has an index of its own, and an OR of them would have none.
 */
export function isFoundBy(actor: Actor): readonly Prisma.Sql[] {
  const places = workplacesOf(actor);
  if (places === 'everywhere') return [Prisma.sql`true`];
  if (places.length === 0) return [];
  return [
    Prisma.sql`EXISTS (
      SELECT FROM patient_places k WHERE k.user_id = u.id AND k.location_id = ANY(${[...places]}::int[]))`,
    isOpenTo(actor),
  ];
}

/** Whether the actor may open the record `u`: what {@link isFoundBy} finds, and what was merged into it. */
export function isOpenedBy(actor: Actor): Prisma.Sql {
  const places = workplacesOf(actor);
  if (places === 'everywhere') return Prisma.sql`true`;
  if (places.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(EXISTS (
      SELECT FROM patient_places k
      WHERE k.user_id IN (u.id, u.merged_into_id) AND k.location_id = ANY(${[...places]}::int[]))
    OR ${isOpenTo(actor)})`;
}

/** Whether the actor is shown the patient `u` by what only the patient tells: {@link isOpenedBy}, or known nowhere yet. */
export const isShownByFacts = (actor: Actor): Prisma.Sql =>
  workplacesOf(actor).length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${isOpenedBy(actor)} OR ${isKnownNowhere})`;
