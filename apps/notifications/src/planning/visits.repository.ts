import { Injectable } from '@nestjs/common';
import { patientSideOf } from '#libs/auth';
import { type AppointmentStatus, Database, Prisma, type Queries } from '#libs/database';
import { type Visit } from './visit.js';

type Row = Visit & {
  readonly happenedStatus: AppointmentStatus | null;
  readonly happenedStartsAt: Date | null;
};

/** A visit, and what it was in the version that an event tells of. */
export interface VisitThen {
  readonly visit: Visit;
  readonly then: { readonly status: AppointmentStatus; readonly startsAt: Date };
}

const fields = Prisma.sql`
  a.id AS "appointmentId", a.version, a.status, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
  l.time_zone AS "timeZone", l.name AS "locationName", l.address, d.name AS "doctorName",
  t.name AS "visitTypeName", t.mode, ${patientSideOf(Prisma.sql`a.user_id`)} AS "patientSide",
  d.user_id AS "doctorUserId", a.hold_expires_at AS "heldUntil",
  (SELECT entry_id FROM waitlist_offers WHERE appointment_id = a.id) AS "waitlistEntryId"`;

const source = Prisma.sql`
  appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
  JOIN visit_types t ON t.id = a.visit_type_id`;

@Injectable()
export class VisitsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Reads a visit and keeps it from changing until the transaction ends: whoever plans from it plans what is true, and
   * a change that waits brings an event of its own.
   *
   * @returns null when there is no such appointment, or it never had this version
   */
  async lockAt(queries: Queries, id: number, version: number): Promise<VisitThen | null> {
    const [row] = await queries.$queryRaw<Row[]>`
      SELECT ${fields}, h.to_status AS "happenedStatus", h.starts_at AS "happenedStartsAt"
      FROM ${source} JOIN appointment_history h ON h.appointment_id = a.id AND h.version = ${version}
      WHERE a.id = ${id} FOR SHARE OF a`;
    if (row === undefined) return null;
    const { happenedStatus: status, happenedStartsAt: startsAt, ...visit } = row;
    if (status === null || startsAt === null) return null;
    return { visit, then: { status, startsAt } };
  }

  /**
   * As {@link lockAt}, for many in one query, and keeps events of these visits waiting as well: one that has read who
   * wants what before that changed would undo what is planned here.
   */
  lock(queries: Queries, ids: readonly number[]): Promise<Visit[]> {
    return queries.$queryRaw<Visit[]>`
      SELECT ${fields} FROM ${source} WHERE a.id = ANY(${[...ids]}::int[]) ORDER BY a.id FOR NO KEY UPDATE OF a`;
  }

  /** Reads visits as they are at this moment, in one query. */
  async find(ids: readonly number[]): Promise<ReadonlyMap<number, Visit>> {
    const rows = await this.database.client.$queryRaw<Visit[]>`
      SELECT ${fields} FROM ${source} WHERE a.id = ANY(${[...ids]}::int[])`;
    return new Map(rows.map((row) => [row.appointmentId, row]));
  }
}
