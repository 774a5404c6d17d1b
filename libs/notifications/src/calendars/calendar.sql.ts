import { Prisma } from '#libs/database';

/** What tells two calendar entries of one visit apart, for a query of appointments `a` and locations `l`. */
export const revisionOf = Prisma.sql`
  (SELECT coalesce(sum(place_revision), 0)::int FROM locations) AS "placeRevision", greatest(a.created_at, l.place_changed_at,
    (SELECT max(h.occurred_at) FROM appointment_history h WHERE h.appointment_id = a.id)) AS "revisedAt"`;
