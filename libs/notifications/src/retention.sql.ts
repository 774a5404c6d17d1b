import { Prisma } from '#libs/database';

/** Which rows of this lib have been kept for long enough, by their table. */
export const expiredMessageRows = {
  // Staff and patients ask why a message was not sent for as long as they remember the visit.
  deliveries: Prisma.sql`due_at < now() - interval '1 year'`,
  // Whole again: as if nothing had been spent.
  message_budgets: Prisma.sql`full_at < now()`,
} as const;
