import { type Actor, workplacesOf } from '#libs/auth';
import { type Prisma } from '#libs/database';
import { patientsOf } from '../policy.js';

/**
 * The holds that the actor sees: those of the actor's own patients, and for staff those at the locations where they
 * work. Admins see all.
 */
export function visibleHolds(actor: Actor): Prisma.AppointmentWhereInput {
  const workplaces = workplacesOf(actor);
  if (workplaces === 'everywhere') return {};
  const patients = { userId: { in: patientsOf(actor) } };
  return workplaces.length === 0 ? patients : { OR: [patients, { locationId: { in: [...workplaces] } }] };
}

/** The appointments that the actor sees: by the rule of {@link visibleHolds}, and for a doctor the visits with them. */
export const visibleAppointments = (actor: Actor): Prisma.AppointmentWhereInput => ({
  // A hold, used or not, is no appointment yet.
  holdExpiresAt: null,
  ...(actor.role === 'doctor'
    ? { OR: [visibleHolds(actor), { doctor: { userId: actor.userId } }] }
    : visibleHolds(actor)),
});
