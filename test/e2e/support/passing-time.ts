import { type Database } from '#libs/database';

/** What five minutes do to a hold. */
export async function letExpire({ client }: Database, id: number): Promise<void> {
  await client.$executeRaw`
    UPDATE appointments SET hold_expires_at = now() - interval '1 millisecond' WHERE id = ${id} AND status = 'held'`;
}

/**
 * Lets a visit begin at this moment, or in some minutes; so short, unless told otherwise, that others of the doctor and
 * the patient are not in its way.
 */
export async function letBeginNow(
  { client }: Database,
  id: number,
  { inMinutes = 0, seconds = 0.001 } = {},
): Promise<void> {
  await client.$executeRaw`
    WITH present AS (
      SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(mins => ${inMinutes}::int) AS at)
    UPDATE appointments SET starts_at = at, busy_from = at, ends_at = at + make_interval(secs => ${seconds}),
      busy_to = at + make_interval(secs => ${seconds})
    FROM present WHERE id = ${id}`;
}

/** Lets a visit begin some hours ago, which no request can; others of the same doctor are not in its way. */
export async function letBegin({ client }: Database, id: number): Promise<void> {
  await client.$executeRaw`
    WITH shift AS (
      SELECT now() - make_interval(hours => id + 1) - starts_at AS by FROM appointments WHERE id = ${id})
    UPDATE appointments SET starts_at = starts_at + by, ends_at = ends_at + by,
      busy_from = busy_from + by, busy_to = busy_to + by
    FROM shift WHERE id = ${id}`;
}
