import { Prisma } from '#libs/database';

/** Which rows of this lib have been kept for long enough, by their table. */
export const expiredAccountRows = {
  // A user who asks what became of a link that was sent asks within days.
  account_links: Prisma.sql`least(used_at, expires_at) < now() - interval '30 days'`,
  // A merge can be undone for so long.
  patient_merges: Prisma.sql`merged_at < now() - interval '30 days'`,
  // The audit log remembers for longer.
  patient_looks: Prisma.sql`ends_at < now() - interval '1 year'`,
  // A request is refused once it has expired, whether or not it is known. The clocks of two gateways differ by seconds.
  service_requests: Prisma.sql`expires_at < now() - interval '1 hour'`,
  sessions: Prisma.sql`least(ended_at, expires_at) < now() - interval '30 days'`,
} as const;
