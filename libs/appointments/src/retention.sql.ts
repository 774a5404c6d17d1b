import { Prisma } from '#libs/database';

/** Which rows of this lib have been kept for long enough, by their table. */
export const expiredAppointmentRows = {
  idempotency_keys: Prisma.sql`created_at < now() - interval '24 hours'`,
  waitlist_entries: Prisma.sql`ended_at < now() - interval '1 year'`,
} as const;
