import { Injectable } from '@nestjs/common';
import {
  type AppointmentStatus,
  type Confirmation,
  Database,
  isExclusionViolation,
  Prisma,
  type Queries,
} from '#libs/database';
import { type AppointmentEventType, insertEventFrom } from '#libs/messaging';
import { type Interval } from '../../availability/index.js';
import { type IdempotentRequest, keepAnswer, orKeyTaken, revive } from '../../idempotency/index.js';
import { type Appointment, type WrittenAppointment } from '../appointment.js';
import { clearExpiredHolds, eventData, insertHistoryFrom, snapshot } from '../appointment.sql.js';
import { type PlannedVisit } from './planned.js';
import { type Growth, keepToQuota, type Quota, quotaError } from '../quota.sql.js';
import { standingError } from '../../standing.sql.js';

/** A change of an appointment. */
export interface Change {
  readonly status: AppointmentStatus;
  /** Where the visit moves to */
  readonly visit?: PlannedVisit;
  /** What the visit is about; undefined leaves it */
  readonly visitReason?: string | null;
  /** Null for what time does */
  readonly actorId: number | null;
  /** Why it is done */
  readonly reason: string | null;
  readonly now: Date;
  /** Undefined for a change that is told to no one */
  readonly event?: AppointmentEventType;
  /** Takes the visit's own time again, which it may have given up; expired holds are cleared out of its way */
  readonly takesTimeAgain?: boolean;
  /** Makes a booking of a hold */
  readonly usesHold?: boolean;
  /** What the patient may have at once, where that counts */
  readonly quota?: Quota | undefined;
  /** The request that is answered with it */
  readonly request?: IdempotentRequest | undefined;
}

/** What a visit type says about its bookings after they are made. */
export interface VisitTypeTerms {
  readonly confirmation: Confirmation;
  /** How late a patient may cancel, in minutes before the start */
  readonly cancelCutoffMinutes: number;
  /** How late a patient may move the visit, in minutes before the start */
  readonly rescheduleCutoffMinutes: number;
}

/** An empty stretch of time, which no hold can be in the way of. */
const nowhere: Interval = { start: 0, end: 0 };

function assignments({ status, visit, visitReason, usesHold = false }: Change): Prisma.Sql {
  const moved =
    visit === undefined
      ? []
      : [
          Prisma.sql`doctor_id = ${visit.doctorId}, visit_type_id = ${visit.visitTypeId}, location_id = ${visit.locationId}`,
          Prisma.sql`starts_at = ${new Date(visit.visit.start)}, ends_at = ${new Date(visit.visit.end)}`,
          Prisma.sql`busy_from = ${new Date(visit.busy.start)}, busy_to = ${new Date(visit.busy.end)}`,
          // Visits are moved to free time only, where even one that was squeezed in is a booking like any other.
          Prisma.sql`overbooked = false`,
        ];
  const used = usesHold ? [Prisma.sql`hold_expires_at = NULL`] : [];
  const reason = visitReason === undefined ? [] : [Prisma.sql`reason = ${visitReason}`];
  return Prisma.join([
    Prisma.sql`status = ${status}::appointment_status`,
    Prisma.sql`version = version + 1`,
    Prisma.sql`cancelled_because = NULL`,
    ...moved,
    ...used,
    ...reason,
  ]);
}

const growthOf = ({ id, userId }: Appointment, { actorId, usesHold, now, quota }: Change): Growth => ({
  userId,
  actorId,
  bookings: 1,
  usedId: usesHold === true ? id : undefined,
  now,
  quota,
});

@Injectable()
export class ChangesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Changes one version of an appointment, with its history and its event, in one statement, which is one transaction.
   *
   * @param queries a transaction that it is a part of, which fails with `taken` as well
   * @returns `outdated` when the appointment has another version by now, `taken` when the new time belongs to
   *   another active booking: nothing was written
   * @throws AppError `appointment.too_many_bookings`, `.too_many_a_day`, `.proof_needed` of a change with a quota
   * @throws KeyTaken
   */
  async apply(
    appointment: Appointment,
    change: Change,
    queries?: Queries,
  ): Promise<WrittenAppointment | 'outdated' | 'taken'> {
    const { actorId, reason, now, event, visit, takesTimeAgain = false } = change;
    if (visit?.isTaken === true) return 'taken';
    const cleared = takesTimeAgain ? { ofAppointment: appointment.id } : (visit?.busy ?? nowhere);
    const changed = Prisma.sql`changed AS a`;
    const result = snapshot(visit?.timeZone ?? appointment.timeZone);
    const told =
      event === undefined
        ? Prisma.empty
        : Prisma.sql`, event AS (${insertEventFrom(event, eventData, now, changed)})`;
    try {
      const [row] = await this.database.write<{ appointment: unknown }>(
        Prisma.sql`
        WITH ${clearExpiredHolds(visit?.doctorId ?? appointment.doctorId, cleared, now)},
        changed AS (
          UPDATE appointments SET ${assignments(change)}
          FROM (SELECT count(*) ${keepToQuota(growthOf(appointment, change))} FROM expired) AS cleared
          WHERE id = ${appointment.id} AND version = ${appointment.version}
          RETURNING appointments.*),
        past AS (${insertHistoryFrom(actorId, appointment.status, reason, now, changed)})
        ${told}
        ${keepAnswer(change.request, result, now, changed)}
        SELECT ${result} AS appointment FROM ${changed}`,
        queries,
      );
      return row === undefined ? 'outdated' : (revive(row.appointment) as WrittenAppointment);
    } catch (error) {
      if (isExclusionViolation(error)) return 'taken';
      const refusal = quotaError(error, change.quota) ?? standingError(error);
      if (refusal !== undefined) throw refusal;
      orKeyTaken(change.request, error);
    }
  }

  termsOf(visitTypeId: number): Promise<VisitTypeTerms> {
    return this.database.client.visitType.findUniqueOrThrow({
      where: { id: visitTypeId },
      select: { confirmation: true, cancelCutoffMinutes: true, rescheduleCutoffMinutes: true },
    });
  }
}
