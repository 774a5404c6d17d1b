import { Injectable } from '@nestjs/common';
import { type CancellationCause, Database, Prisma, type Queries } from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { eventData, insertHistoryFrom } from '../record/index.js';

/** A visit that was called off because its patient died, and is still to come. */
export interface CalledOff {
  readonly appointmentId: number;
  readonly appointmentDateTime: Date;
  readonly timeZone: string;
  readonly locationId: number;
  readonly doctorName: string;
  readonly locationName: string;
}

/** Whose visits are called off, by which account, and why; the cause is the word in the history, too. */
export interface CallingOff {
  readonly patientId: number;
  readonly actorId: number;
  readonly cause: CancellationCause | null;
}

/** The cause of a visit that is called off because its patient died. */
const deceased = 'deceased' satisfies CancellationCause;

/** Ends what a patient has still to come who died, or whose data is erased. */
@Injectable()
export class DeathsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Calls off all visits to come, with a row of the history and an event for each, and lets go of what is held. A hold has
   * no event: it was told to no one.
   *
   * @returns the visits
   */
  async callOff(queries: Queries, { patientId, actorId, cause }: CallingOff, now: Date): Promise<number[]> {
    const visits = Prisma.sql`visits AS a`;
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`
      WITH due AS (
        SELECT id, status FROM appointments
        WHERE user_id = ${patientId} AND (status = 'held' OR status IN ('pending', 'confirmed') AND starts_at > ${now})
        ORDER BY id FOR UPDATE),
      gone AS (
        UPDATE appointments SET status = 'cancelled', version = version + 1,
          cancelled_because = CASE WHEN due.status <> 'held' THEN ${cause}::cancellation_cause END
        FROM due WHERE appointments.id = due.id RETURNING appointments.*, due.status AS former),
      past AS (${insertHistoryFrom(actorId, Prisma.sql`a.former`, cause, now, Prisma.sql`gone AS a`)}),
      visits AS (SELECT * FROM gone WHERE former <> 'held'),
      event AS (${insertEventFrom('appointment.cancelled.v1', eventData, now, visits)})
      SELECT id FROM visits ORDER BY starts_at, id`,
      queries,
    );
    return rows.map(({ id }) => id);
  }

  /** Takes a patient off the waitlist; offers that stand lapse. */
  async leaveWaitlist(queries: Queries, userId: number, now: Date): Promise<void> {
    const standing = { userId, status: { in: ['waiting' as const, 'offered' as const] } };
    await queries.waitlistOffer.updateMany({
      where: { outcome: null, entry: standing },
      data: { outcome: 'lapsed', answeredAt: now },
    });
    await queries.waitlistEntry.updateMany({ where: standing, data: { status: 'left', endedAt: now } });
  }

  /** Forgets why visits were called off, when it turns out that the patient lives. */
  async forget(queries: Queries, userId: number): Promise<void> {
    await queries.appointment.updateMany({
      where: { userId, cancelledBecause: deceased },
      data: { cancelledBecause: null },
    });
  }

  /** What was called off because the patient died, and could still take place. */
  calledOff(queries: Queries, userId: number, now: Date): Promise<CalledOff[]> {
    return this.database.rows<CalledOff>(
      Prisma.sql`
      SELECT a.id AS "appointmentId", a.starts_at AS "appointmentDateTime", l.time_zone AS "timeZone",
        a.location_id AS "locationId", d.name AS "doctorName", l.name AS "locationName"
      FROM appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
        JOIN appointment_history h ON h.appointment_id = a.id AND h.version = a.version
      WHERE a.user_id = ${userId} AND a.status = 'cancelled' AND a.starts_at > ${now} AND h.reason = ${deceased}
        AND h.from_status <> 'held'
      ORDER BY a.starts_at, a.id LIMIT 100`,
      queries,
    );
  }
}
