import { Injectable } from '@nestjs/common';
import { recordsChanged } from '#libs/auth';
import { Database, isExclusionViolation, Prisma, type Queries } from '#libs/database';
import { visitStatuses } from '../availability/index.js';
import { insertHistoryFrom } from '../record/index.js';

/** Two active visits of two records that overlap, so that the records cannot be one. */
export interface VisitConflict {
  readonly keptAppointmentId: number;
  readonly mergedAppointmentId: number;
  readonly appointmentDateTime: Date;
  readonly timeZone: string;
}

/** The rows of a patient's that move to another record. */
export interface MovedVisits {
  readonly appointmentIds: readonly number[];
  readonly waitlistEntryIds: readonly number[];
}

/** From which record to which rows move, and who moves them. */
export interface Move {
  readonly from: number;
  readonly to: number;
  readonly actorId: number;
  /** A word for the history */
  readonly reason: 'merged' | 'merge_undone';
  readonly now: Date;
}

/** Moves what a patient has of visits and entries of the waitlist from one record to another. */
@Injectable()
export class MergingRepository {
  constructor(private readonly database: Database) {}

  conflicts(queries: Queries, keptId: number, mergedId: number): Promise<VisitConflict[]> {
    const isActive = (alias: string): Prisma.Sql =>
      Prisma.sql`${Prisma.raw(alias)}.status = ANY(${[...visitStatuses]}::appointment_status[])`;
    return this.database.rows<VisitConflict>(
      Prisma.sql`
      SELECT k.id AS "keptAppointmentId", m.id AS "mergedAppointmentId",
        greatest(k.starts_at, m.starts_at) AS "appointmentDateTime", l.time_zone AS "timeZone"
      FROM appointments k
        JOIN appointments m ON tstzrange(k.starts_at, k.ends_at) && tstzrange(m.starts_at, m.ends_at)
        JOIN locations l ON l.id = k.location_id
      WHERE k.user_id = ${keptId} AND m.user_id = ${mergedId} AND ${isActive('k')} AND ${isActive('m')}
      ORDER BY k.starts_at, k.id, m.id LIMIT 100`,
      queries,
    );
  }

  /** What a patient has. */
  async find(queries: Queries, userId: number): Promise<MovedVisits> {
    const query = { where: { userId }, select: { id: true }, orderBy: { id: 'asc' } } as const;
    const appointments = await queries.appointment.findMany(query);
    const entries = await queries.waitlistEntry.findMany(query);
    return {
      appointmentIds: appointments.map(({ id }) => id),
      waitlistEntryIds: entries.map(({ id }) => id),
    };
  }

  /**
   * Moves rows of one patient to another, as far as they are still the former's. Every visit gets a version and a row of
   * its history, and no event: no one is told, as nothing about the visit is new to the patient or the doctor.
   */
  async move(queries: Queries, rows: MovedVisits, { from, to, actorId, reason, now }: Move): Promise<void> {
    const statement = Prisma.sql`
      WITH moved AS (
        UPDATE appointments SET user_id = ${to}, version = version + 1
        WHERE id = ANY(${[...rows.appointmentIds]}::int[]) AND user_id = ${from} RETURNING *)
      ${insertHistoryFrom(actorId, Prisma.sql`a.status`, reason, now, Prisma.sql`moved AS a`)}`;
    // A visit that was moved to another time meanwhile may overlap now.
    await this.database.execute(statement, queries).catch((error: unknown) => {
      throw isExclusionViolation(error) ? recordsChanged() : error;
    });
    await queries.waitlistEntry.updateMany({
      where: { id: { in: [...rows.waitlistEntryIds] }, userId: from },
      data: { userId: to },
    });
  }
}
