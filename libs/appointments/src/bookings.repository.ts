import { Injectable } from '@nestjs/common';
import {
  type AppointmentStatus,
  Database,
  isForeignKeyViolation,
  Prisma,
  type Queries,
} from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { type Written } from './appointment.js';
import { clearExpiredHolds, eventData, insertHistoryFrom, revive, snapshot } from './appointment-sql.js';
import { unknownPatient } from './appointments.errors.js';
import { type Interval } from './availability.js';
import { type IdempotentRequest, keepAnswer, orKeyTaken } from './idempotency.repository.js';
import { type Growth, keepToQuota, type Quota, quotaError } from './quotas.js';

/** Where and when a visit takes place. */
export interface NewPlace {
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  /** The location's, an IANA name */
  readonly timeZone: string;
  readonly visit: Interval;
  /** The visit with its buffers */
  readonly busy: Interval;
}

/** A booking that passed every rule; PostgreSQL has the last word on overlaps. */
export interface NewAppointment extends NewPlace {
  readonly userId: number;
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly actorId: number;
  readonly now: Date;
  /** For a hold: when it stops blocking */
  readonly holdExpiresAt?: Date;
  /** What the patient may have at once; without one there is no bound */
  readonly quota?: Quota | undefined;
  /** For a visit that is squeezed in: why. It may overlap ordinary bookings, but no other of its like. */
  readonly overbookReason?: string;
}

const growthOf = ({ userId, holdExpiresAt, now, quota }: NewAppointment): Growth => ({
  userId,
  now,
  quota,
  ...(holdExpiresAt === undefined ? { bookings: 1 } : { holds: 1 }),
});

@Injectable()
export class BookingsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes the appointment, its history, its event and the idempotency key in one statement, which is one transaction
   * and one round trip. A hold has no event: nobody need be told.
   *
   * @param queries a transaction that it is a part of
   * @returns null when the time overlaps another active booking of the doctor or the patient: nothing was written
   * @throws AppError `appointment.unknown_patient`, `.too_many_holds`, `.too_many_bookings`
   * @throws KeyTaken
   */
  async book(
    booking: NewAppointment,
    request?: IdempotentRequest,
    queries?: Queries,
  ): Promise<Written | null> {
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
        ${keepAnswer(request, snapshot(booking.timeZone), now, booked)}
        SELECT ${snapshot(booking.timeZone)} AS appointment FROM ${booked}`,
        queries,
      );
      return row === undefined ? null : (revive(row.appointment) as Written);
    } catch (error) {
      if (isForeignKeyViolation(error)) throw unknownPatient();
      const full = quotaError(error, booking.quota);
      if (full !== undefined) throw full;
      orKeyTaken(request, error);
    }
  }

  /**
   * Whether the patient has an active visit that overlaps `visit`.
   *
   * @param movedId an appointment that is to be moved, and so is not in its own way
   */
  async patientIsBusy(userId: number, visit: Interval, movedId = 0): Promise<boolean> {
    const found = await this.database.client.appointment.findFirst({
      where: {
        userId,
        id: { not: movedId },
        status: { in: ['pending', 'confirmed', 'checked_in'] },
        appointmentDateTime: { lt: new Date(visit.end) },
        endsAt: { gt: new Date(visit.start) },
      },
      select: { id: true },
    });
    return found !== null;
  }
}
