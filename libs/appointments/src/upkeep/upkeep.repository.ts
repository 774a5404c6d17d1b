import { Injectable } from '@nestjs/common';
import { type AppointmentStatus, type CancellationCause, Database, Prisma } from '#libs/database';
import { insertEventFrom } from '#libs/messaging';
import { eventData, insertHistoryFrom } from '../record/index.js';

/** Small enough that no booking waits long for a row. */
const batchSize = 100;

/** What time ends. */
interface Ending {
  readonly from: AppointmentStatus;
  /** Which rows of `appointments` */
  readonly due: Prisma.Sql;
  /** Kept in the history; there is no actor */
  readonly reason: string;
  /** Kept with the visit */
  readonly cause: CancellationCause | null;
  readonly isTold: boolean;
}

@Injectable()
export class UpkeepRepository {
  constructor(private readonly database: Database) {}

  /**
   * Cancels requests whose start has come without an answer.
   *
   * @returns how many; there may be more
   */
  lapse(now: Date): Promise<number> {
    const due = Prisma.sql`status = 'pending' AND starts_at <= ${now}`;
    return this.end({ from: 'pending', due, reason: 'unanswered', cause: 'unanswered', isTold: true }, now);
  }

  /**
   * Cancels holds that expired before an instant. An expired hold counts as nothing, so nothing depends on it.
   *
   * @returns how many; there may be more
   */
  tidyHolds(before: Date, now: Date): Promise<number> {
    // The waitlist settles an offer together with its hold.
    const due = Prisma.sql`status = 'held' AND hold_expires_at <= ${before} AND NOT EXISTS (
      SELECT FROM waitlist_offers o WHERE o.appointment_id = appointments.id AND o.outcome IS NULL)`;
    return this.end({ from: 'held', due, reason: 'expired', cause: null, isTold: false }, now);
  }

  /** One statement. What another transaction is changing is left to it, and looked at again in the next round. */
  private async end({ from, due, reason, cause, isTold }: Ending, now: Date): Promise<number> {
    const ended = Prisma.sql`ended AS a`;
    const event = Prisma.sql`, event AS (${insertEventFrom('appointment.cancelled.v1', eventData, now, ended)})`;
    const row = await this.database.one<{ count: number }>(Prisma.sql`
      WITH due AS (
        SELECT id FROM appointments WHERE ${due} ORDER BY id LIMIT ${batchSize} FOR UPDATE SKIP LOCKED),
      ended AS (
        UPDATE appointments SET status = 'cancelled', version = version + 1, cancelled_because = ${cause}::cancellation_cause
        FROM due WHERE appointments.id = due.id RETURNING appointments.*),
      past AS (${insertHistoryFrom(null, from, reason, now, ended)})
      ${isTold ? event : Prisma.empty}
      SELECT count(*)::int AS count FROM ended`);
    return row?.count ?? 0;
  }
}
