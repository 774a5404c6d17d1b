import { Prisma } from '#libs/database';

/**
 * Whether the record of a patient `u` is in use: that of a patient who died, too, but none that was erased, whose account
 * an admin disabled, or that was merged into another.
 */
export const isInUse = Prisma.sql`
  u.role = 'patient' AND (u.disabled_at IS NULL OR u.deceased_on IS NOT NULL) AND u.merged_into_id IS NULL`;
