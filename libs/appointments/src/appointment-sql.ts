import { type AppointmentStatus, Prisma } from '#libs/database';
import { type Interval } from './availability.js';

// Pieces of SQL for statements that write an appointment and, in the same round trip, everything that goes with it.
// Each reads from a CTE under the alias `a`, which holds the row as it was just written.

/**
 * An appointment as JSON, both to hand it over and to keep it as the first answer to an idempotent request.
 *
 * @param timeZone that of its location, or an SQL expression for it
 */
export const snapshot = (timeZone: string | Prisma.Sql): Prisma.Sql => Prisma.sql`
  jsonb_build_object(
    'id', a.id, 'userId', a.user_id, 'doctorId', a.doctor_id, 'visitTypeId', a.visit_type_id,
    'locationId', a.location_id, 'timeZone', ${timeZone}::text, 'appointmentDateTime', a.starts_at, 'endsAt', a.ends_at,
    'status', a.status, 'reason', a.reason, 'version', a.version, 'createdAt', a.created_at,
    'seriesId', a.series_id, 'overbooked', a.overbooked,
    'holdExpiresAt', a.hold_expires_at, 'holdExtended', a.hold_extended)`;

const instants = new Set(['appointmentDateTime', 'endsAt', 'createdAt', 'holdExpiresAt', 'expiresAt']);

/** What {@link snapshot} and its like made, alone or inside of something else, back from JSON. */
export function revive(json: unknown): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map(revive);
  const entries = Object.entries(json).map(([name, value]: [string, unknown]) => [
    name,
    instants.has(name) && typeof value === 'string' ? new Date(value) : revive(value),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** The `data` of every event about an appointment. */
export const eventData = Prisma.sql`jsonb_build_object('appointmentId', a.id, 'version', a.version, 'doctorId', a.doctor_id)`;

/** The history row of the version that was just written. */
export const insertHistoryFrom = (
  actorId: number | null,
  from: AppointmentStatus | null,
  reason: string | null,
  now: Date,
  source: Prisma.Sql,
) => Prisma.sql`
  INSERT INTO appointment_history
    (appointment_id, version, from_status, to_status, doctor_id, visit_type_id, starts_at, actor_id, reason, occurred_at)
  SELECT a.id, a.version, ${from}::appointment_status, a.status, a.doctor_id, a.visit_type_id, a.starts_at,
    ${actorId}, ${reason}, ${now}
  FROM ${source}`;

/** One parameter, however many the stretches are: statements of the same text are planned once. */
const rangesOf = (stretches: readonly Interval[]): Prisma.Sql => {
  const iso = (at: number): string => new Date(at).toISOString();
  const ranges = stretches.map(({ start, end }) => `[${iso(start)},${iso(end)})`);
  return Prisma.sql`${`{${ranges.join(',')}}`}::tstzmultirange`;
};

/**
 * Two CTEs that cancel the holds which expired in some stretch of a doctor's time, so that they stop blocking without
 * anybody having swept them. What is written next must read `expired`, or PostgreSQL may write it first.
 */
export const clearExpiredHolds = (
  doctorId: number,
  busy: Interval | readonly Interval[],
  now: Date,
): Prisma.Sql => Prisma.sql`
  expired AS (
    UPDATE appointments SET status = 'cancelled', version = version + 1
    WHERE doctor_id = ${doctorId} AND status = 'held' AND NOT overbooked AND hold_expires_at <= ${now}
      AND tstzrange(busy_from, busy_to) && ${'start' in busy ? Prisma.sql`tstzrange(${new Date(busy.start)}, ${new Date(busy.end)})` : rangesOf(busy)}
    RETURNING *),
  expired_past AS (${insertHistoryFrom(null, 'held', 'expired', now, Prisma.sql`expired AS a`)})`;
