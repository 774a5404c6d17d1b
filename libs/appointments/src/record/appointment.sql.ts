import { type AppointmentStatus, Prisma } from '#libs/database';
import { type Interval, isExpiredHold } from '../availability/index.js';

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
    'seriesId', a.series_id, 'overbooked', a.overbooked, 'cancelledBecause', a.cancelled_because,
    'holdExpiresAt', a.hold_expires_at, 'holdExtended', a.hold_extended)`;

/** The zone of a visit, where a statement writes visits at different locations: for {@link snapshot}. */
export const zoneOfVisit = Prisma.sql`(SELECT time_zone FROM locations WHERE id = a.location_id)`;

/** The `data` of every event about an appointment. */
export const eventData = Prisma.sql`jsonb_build_object('appointmentId', a.id, 'version', a.version, 'doctorId', a.doctor_id)`;

/**
 * The history rows of the versions that were just written. What the rows differ in is an SQL expression.
 *
 * @param from the status before
 */
export const insertHistoryFrom = (
  actorId: number | null | Prisma.Sql,
  from: AppointmentStatus | null | Prisma.Sql,
  reason: string | null | Prisma.Sql,
  now: Date | Prisma.Sql,
  source: Prisma.Sql,
) => Prisma.sql`
  INSERT INTO appointment_history
    (appointment_id, version, from_status, to_status, doctor_id, visit_type_id, starts_at, ends_at, location_id, actor_id, reason,
    occurred_at)
  SELECT a.id, a.version, ${from}::appointment_status, a.status, a.doctor_id, a.visit_type_id, a.starts_at,
    a.ends_at, a.location_id, ${actorId}, ${reason}, ${now}
  FROM ${source}`;

/** One parameter, however many the stretches are: statements of the same text are planned once. */
const rangesOf = (stretches: readonly Interval[]): Prisma.Sql => {
  const iso = (at: number): string => new Date(at).toISOString();
  const ranges = stretches.map(({ start, end }) => `[${iso(start)},${iso(end)})`);
  return Prisma.sql`${`{${ranges.join(',')}}`}::tstzmultirange`;
};

/** A stretch of time, several, or that of an appointment with its buffers. */
type Stretch = Interval | readonly Interval[] | { readonly ofAppointment: number };

function rangeOf(stretch: Stretch): Prisma.Sql {
  if ('start' in stretch) return Prisma.sql`tstzrange(${new Date(stretch.start)}, ${new Date(stretch.end)})`;
  if ('ofAppointment' in stretch)
    return Prisma.sql`(SELECT tstzrange(busy_from, busy_to) FROM appointments WHERE id = ${stretch.ofAppointment})`;
  return rangesOf(stretch);
}

/**
 * Two CTEs that cancel the holds which expired in some stretch of a doctor's time, so that they stop blocking before any sweep. What is written next must read `expired`, or PostgreSQL may write it first.
 */
export const clearExpiredHolds = (doctorId: number, busy: Stretch, now: Date): Prisma.Sql => Prisma.sql`
  expired AS (
    UPDATE appointments SET status = 'cancelled', version = version + 1
    WHERE doctor_id = ${doctorId} AND NOT overbooked AND ${isExpiredHold('appointments', now)}
      AND tstzrange(busy_from, busy_to) && ${rangeOf(busy)}
    RETURNING *),
  expired_past AS (${insertHistoryFrom(null, 'held', 'expired', now, Prisma.sql`expired AS a`)})`;
