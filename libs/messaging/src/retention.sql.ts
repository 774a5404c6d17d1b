import { Prisma } from '#libs/database';

/** Which rows of this lib have been kept for long enough, by their table. */
export const expiredEventRows = {
  // Consumers may ask for events to be sent again for a week, which the outbox keeps them for after they were published: the
  // database forgets whole partitions of it (`forget_outbox_events`). Inboxes remember longer than that.
  missing_events: Prisma.sql`found_at < now() - interval '7 days'`,
  inbox_events: Prisma.sql`received_at < now() - interval '30 days'`,
} as const;
