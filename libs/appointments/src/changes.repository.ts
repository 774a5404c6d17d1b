import { Injectable } from '@nestjs/common';
import { type AppointmentStatus, Database, isExclusionViolation, Prisma, type Queries } from '#libs/database';
import { type AppointmentEventType, insertEventFrom } from '#libs/messaging';
import { type Appointment, type Written } from './appointment.js';
import { clearExpiredHolds, eventData, insertHistoryFrom, revive, snapshot } from './appointment-sql.js';
import { type Interval } from './availability.js';
import { type NewPlace } from './bookings.repository.js';
import { type IdempotentRequest, keepAnswer, orKeyTaken } from './idempotency.repository.js';
import { keepToQuota, type Quota, quotaError } from './quotas.js';

/** What is done to an appointment, and by whom. */
export interface Change {
  readonly status: AppointmentStatus;
  /** Where it goes */
  readonly place?: NewPlace;
  /** What the visit is about; undefined leaves it */
  readonly visitReason?: string | null;
  /** None for what happens by itself */
  readonly actorId: number | null;
  /** Why it is done */
  readonly reason: string | null;
  readonly now: Date;
  /** Undefined when nobody need be told */
  readonly event?: AppointmentEventType;
  /** Makes a booking of a hold */
  readonly usesHold?: boolean;
  /** What the patient may have at once, where that counts */
  readonly quota?: Quota | undefined;
  /** The request that is answered with it */
  readonly request?: IdempotentRequest | undefined;
}

/** How late a patient may act, in minutes before the start. */
export interface Cutoffs {
  readonly cancelCutoffMinutes: number;
  readonly rescheduleCutoffMinutes: number;
}

/** An empty stretch of time, which no hold can be in the way of. */
const nowhere: Interval = { start: 0, end: 0 };

function assignments({ status, place, visitReason, usesHold = false }: Change): Prisma.Sql {
  const moved =
    place === undefined
      ? []
      : [
          Prisma.sql`doctor_id = ${place.doctorId}, visit_type_id = ${place.visitTypeId}, location_id = ${place.locationId}`,
          Prisma.sql`starts_at = ${new Date(place.visit.start)}, ends_at = ${new Date(place.visit.end)}`,
          Prisma.sql`busy_from = ${new Date(place.busy.start)}, busy_to = ${new Date(place.busy.end)}`,
          // Visits are moved to free time only, where even one that was squeezed in is a booking like any other.
          Prisma.sql`overbooked = false`,
        ];
  const used = usesHold ? [Prisma.sql`hold_expires_at = NULL`] : [];
  const reason = visitReason === undefined ? [] : [Prisma.sql`reason = ${visitReason}`];
  return Prisma.join([
    Prisma.sql`status = ${status}::appointment_status`,
    Prisma.sql`version = version + 1`,
    ...moved,
    ...used,
    ...reason,
  ]);
}

@Injectable()
export class ChangesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Changes one version of an appointment, with its history and its event, in one statement, which is one transaction.
   *
   * @param queries a transaction that it is a part of, which fails with `overlaps` as well
   * @returns `outdated` when the appointment has another version by now, `overlaps` when the new time belongs to
   *   another active booking: nothing was written
   * @throws AppError `appointment.too_many_bookings` of a change with a quota
   * @throws KeyTaken
   */
  async apply(
    appointment: Appointment,
    change: Change,
    queries?: Queries,
  ): Promise<Appointment | 'outdated' | 'overlaps'> {
    const { actorId, reason, now, event, place } = change;
    const changed = Prisma.sql`changed AS a`;
    const result = snapshot(place?.timeZone ?? appointment.timeZone);
    const told =
      event === undefined
        ? Prisma.empty
        : Prisma.sql`, event AS (${insertEventFrom(event, eventData, now, changed)})`;
    try {
      const [row] = await this.database.write<{ appointment: unknown }>(
        Prisma.sql`
        WITH ${clearExpiredHolds(place?.doctorId ?? appointment.doctorId, place?.busy ?? nowhere, now)},
        changed AS (
          UPDATE appointments SET ${assignments(change)}
          FROM (SELECT count(*) ${keepToQuota({ userId: appointment.userId, bookings: 1, now, quota: change.quota })} FROM expired) AS cleared
          WHERE id = ${appointment.id} AND version = ${appointment.version}
          RETURNING appointments.*),
        past AS (${insertHistoryFrom(actorId, appointment.status, reason, now, changed)})
        ${told}
        ${keepAnswer(change.request, result, now, changed)}
        SELECT ${result} AS appointment FROM ${changed}`,
        queries,
      );
      return row === undefined ? 'outdated' : (revive(row.appointment) as Written);
    } catch (error) {
      if (isExclusionViolation(error)) return 'overlaps';
      const full = quotaError(error, change.quota);
      if (full !== undefined) throw full;
      orKeyTaken(change.request, error);
    }
  }

  /** What a booking of this type begins as. */
  async firstStatus(visitTypeId: number): Promise<AppointmentStatus> {
    const { confirmation } = await this.database.client.visitType.findUniqueOrThrow({
      where: { id: visitTypeId },
      select: { confirmation: true },
    });
    return confirmation === 'manual' ? 'pending' : 'confirmed';
  }

  cutoffs(visitTypeId: number): Promise<Cutoffs> {
    return this.database.client.visitType.findUniqueOrThrow({
      where: { id: visitTypeId },
      select: { cancelCutoffMinutes: true, rescheduleCutoffMinutes: true },
    });
  }
}
