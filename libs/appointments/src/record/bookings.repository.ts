import { Injectable } from '@nestjs/common';
import {
  type AppointmentStatus,
  Database,
  isForeignKeyViolation,
  Prisma,
  type Queries,
} from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { type Interval } from '../availability/index.js';
import { type IdempotentRequest, keepAnswer, orKeyTaken, revive } from '../idempotency/index.js';
import { type WrittenAppointment } from './appointment.js';
import { clearExpiredHolds, eventData, insertHistoryFrom, snapshot } from './appointment.sql.js';
import { type Growth, keepToQuota, type Quota, quotaError } from './quota.sql.js';
import { unknownPatient } from './record.errors.js';
import { standingError } from '../standing.sql.js';

/** Where and when a visit takes place, after every rule passed it; PostgreSQL has the last word on overlaps. */
export interface PlannedVisit {
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  /** The location's, an IANA name */
  readonly timeZone: string;
  readonly visit: Interval;
  /** The visit with its buffers */
  readonly busy: Interval;
  /** The plan saw that the time is taken: it is not even tried to write it */
  readonly isTaken: boolean;
}

/** A planned visit with its patient, as it is written. */
export interface PlannedBooking extends PlannedVisit {
  /** The patient */
  readonly userId: number;
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly actorId: number;
  readonly now: Date;
  /** For a hold: when it stops blocking */
  readonly holdExpiresAt?: Date;
  /** What the patient may have at once; undefined without a bound */
  readonly quota?: Quota | undefined;
  /** For a visit that is squeezed in: why. It may overlap ordinary bookings, and no other that is squeezed in. */
  readonly overbookReason?: string;
  /** The request that the written appointment answers */
  readonly request?: IdempotentRequest | undefined;
}

const growthOf = ({ userId, actorId, holdExpiresAt, now, quota }: PlannedBooking): Growth => ({
  userId,
  actorId,
  now,
  quota,
  ...(holdExpiresAt === undefined ? { bookings: 1 } : { holds: 1 }),
});

@Injectable()
export class BookingsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes the appointment, its history, its event and the idempotency key in one statement, which is one transaction
   * and one round trip. A hold has no event: it is told to no one.
   *
   * @param queries a transaction that it is a part of
   * @returns `taken` when the time overlaps another active booking of the doctor or the patient: nothing was written
   * @throws AppError `appointment.unknown_patient`, `.too_many_holds`, `.too_many_bookings`,
   *   `.too_many_a_day`, `.proof_needed`
   * @throws KeyTaken
   */
  async book(booking: PlannedBooking, queries?: Queries): Promise<WrittenAppointment | 'taken'> {
    if (booking.isTaken) return 'taken';
    const { doctorId, visit, busy, now, holdExpiresAt = null, overbookReason = null } = booking;
    const booked = Prisma.sql`booked AS a`;
    const event = Prisma.sql`, event AS (${insertEventFrom('appointment.booked.v1', eventData, now, booked)})`;
    try {
      // Without a target, DO NOTHING covers the exclusion constraints: a lost race is no row, not an error.
      const [row] = await this.database.write<{ appointment: unknown }>(
        Prisma.sql`
        WITH ${clearExpiredHolds(doctorId, busy, now)},
        booked AS (
          INSERT INTO appointments (user_id, doctor_id, visit_type_id, location_id, starts_at, ends_at,
            busy_from, busy_to, status, reason, created_by_id, created_at, hold_expires_at, overbooked)
          SELECT ${booking.userId}, ${doctorId}, ${booking.visitTypeId}, ${booking.locationId},
            ${new Date(visit.start)}, ${new Date(visit.end)}, ${new Date(busy.start)}, ${new Date(busy.end)},
            ${booking.status}::appointment_status, ${booking.reason}, ${booking.actorId}, ${now}, ${holdExpiresAt},
            ${overbookReason !== null}
          FROM (SELECT count(*) ${keepToQuota(growthOf(booking))} FROM expired) AS cleared
          ON CONFLICT DO NOTHING
          RETURNING *),
        past AS (${insertHistoryFrom(booking.actorId, null, overbookReason, now, booked)})
        ${holdExpiresAt === null ? event : Prisma.empty}
        ${keepAnswer(booking.request, snapshot(booking.timeZone), now, booked)}
        SELECT ${snapshot(booking.timeZone)} AS appointment FROM ${booked}`,
        queries,
      );
      return row === undefined ? 'taken' : (revive(row.appointment) as WrittenAppointment);
    } catch (error) {
      if (isForeignKeyViolation(error)) throw unknownPatient();
      const refusal = quotaError(error, booking.quota) ?? standingError(error);
      if (refusal !== undefined) throw refusal;
      orKeyTaken(booking.request, error);
    }
  }
}
