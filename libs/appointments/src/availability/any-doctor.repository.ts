import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { hasRetired } from '#libs/doctors';
import { type Interval } from './availability.js';
import { counts } from './blocking.sql.js';

/** Which doctors will do, where any of them will. */
export interface AnyDoctorCriteria {
  /** The whole name, in upper or lower case */
  readonly specialization: string;
  /** Where the visit is to take place; undefined for anywhere */
  readonly locationId?: number | undefined;
}

/** A doctor who fits the criteria. */
export interface Candidate {
  readonly doctorId: number;
  /** The zone of the location that was named, or of the doctor's own */
  readonly timeZone: string;
}

/** A doctor and a stretch of time whose visits are counted. */
interface Workday extends Interval {
  readonly doctorId: number;
}

@Injectable()
export class AnyDoctorRepository {
  constructor(private readonly database: Database) {}

  /**
   * The doctors of a specialization, at one location those who have any hours there, in order of id.
   *
   * @param at who has retired by then is left out, and so is a location that has
   */
  candidates({ specialization, locationId }: AnyDoctorCriteria, at: Date): Promise<Candidate[]> {
    return this.database.rows<Candidate>(Prisma.sql`
      SELECT d.id AS "doctorId", l.time_zone AS "timeZone"
      FROM doctors d JOIN locations l ON l.id = coalesce(${locationId ?? null}::int, d.location_id)
      WHERE d.search_specialization = search_text(${specialization})
        AND NOT ${hasRetired('d', Prisma.sql`l.time_zone`, at)}
        AND (${locationId ?? null}::int IS NULL OR NOT ${hasRetired('l', Prisma.sql`l.time_zone`, at)})
        AND (
        d.location_id = l.id
        OR EXISTS (SELECT FROM schedule_windows WHERE doctor_id = d.id AND location_id = l.id)
        OR EXISTS (SELECT FROM schedule_exceptions WHERE doctor_id = d.id AND location_id = l.id))
      ORDER BY d.id`);
  }

  /** How many visits and holds each doctor has that start in a stretch of time. Those with none are left out. */
  async workload(days: readonly Workday[], now: Date): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ doctorId: number; visits: number }>(Prisma.sql`
      SELECT day.doctor_id AS "doctorId", count(a.id)::int AS visits
      FROM unnest(
        ${days.map(({ doctorId }) => doctorId)}::int[],
        ${days.map(({ start }) => new Date(start))}::timestamptz[],
        ${days.map(({ end }) => new Date(end))}::timestamptz[]) AS day (doctor_id, first, last)
      JOIN appointments a ON a.doctor_id = day.doctor_id AND a.starts_at >= day.first AND a.starts_at < day.last
      WHERE a.status NOT IN ('cancelled', 'no_show') AND ${counts('a', now)}
      GROUP BY day.doctor_id`);
    return new Map(rows.map(({ doctorId, visits }) => [doctorId, visits]));
  }
}
