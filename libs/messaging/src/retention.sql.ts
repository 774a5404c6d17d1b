import { Prisma } from '#libs/database';

/** Which rows of this lib have been kept for long enough, by their table. */
export const expiredEventRows = {
  // Consumers may ask for events to be sent again for a week, so their inboxes remember longer than that.
  outbox_events: Prisma.sql`published_at < now() - interval '7 days'`,
  missing_events: Prisma.sql`found_at < now() - interval '7 days'`,
  inbox_events: Prisma.sql`received_at < now() - interval '30 days'`,
} as const;
