import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** The locations that a report is about. */
export type ReportedLocations = readonly number[] | 'everywhere';

/** The visits that are counted: those that start on these local dates of their location, holds left out. */
export interface VisitsQuery {
  /** `YYYY-MM-DD`, both included */
  readonly from: string;
  readonly to: string;
  readonly locations: ReportedLocations;
}

/** The visits of one date by what became of them. */
export interface BookingsOfDay {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** All of them */
  readonly booked: number;
  readonly completed: number;
  readonly cancelled: number;
  readonly noShow: number;
}

/** A doctor that a report is about. */
export interface ReportedDoctor {
  readonly doctorId: number;
  readonly doctorName: string;
}

/** The visits of one doctor in figures. */
export interface DoctorsVisits extends ReportedDoctor {
  /** Minutes of the visits, without buffers, that were not cancelled and not missed */
  readonly bookedMinutes: number;
  readonly completed: number;
  readonly noShows: number;
}

const isAmong = (column: Prisma.Sql, locations: ReportedLocations): Prisma.Sql => {
  const ids = locations === 'everywhere' ? null : [...locations];
  return Prisma.sql`(${ids}::int[] IS NULL OR ${column} = ANY(${ids}::int[]))`;
};

/**
 * The visits that are counted, with their local `date`. A date of any zone lies within a day of that of UTC: the bounds in
 * UTC spare PostgreSQL the other visits.
 */
const visits = ({ from, to, locations }: VisitsQuery): Prisma.Sql => Prisma.sql`
  SELECT a.doctor_id, a.status, a.starts_at, a.ends_at, local.date
  FROM appointments a JOIN locations l ON l.id = a.location_id
  CROSS JOIN LATERAL (SELECT (a.starts_at AT TIME ZONE l.time_zone)::date AS date) AS local
  WHERE a.hold_expires_at IS NULL AND ${isAmong(Prisma.sql`a.location_id`, locations)}
    AND local.date BETWEEN ${from}::date AND ${to}::date
    AND a.starts_at >= (${from}::date - 1)::timestamp AT TIME ZONE 'UTC'
    AND a.starts_at < (${to}::date + 2)::timestamp AT TIME ZONE 'UTC'`;

/** Whether doctor `d` belongs to one of the locations or has any hours there. */
const worksAtAny = (locations: ReportedLocations): Prisma.Sql => Prisma.sql`(
  ${isAmong(Prisma.sql`d.location_id`, locations)}
  OR EXISTS (SELECT FROM schedule_windows WHERE doctor_id = d.id
    AND ${isAmong(Prisma.sql`location_id`, locations)})
  OR EXISTS (SELECT FROM schedule_exceptions WHERE doctor_id = d.id AND kind = 'extra'
    AND ${isAmong(Prisma.sql`location_id`, locations)}))`;

@Injectable()
export class ReportsRepository {
  constructor(private readonly database: Database) {}

  /**
   * The visits of each date by what became of them.
   *
   * @param doctorId undefined for all doctors
   * @returns every date of the range, in order
   */
  bookingsByDay(query: VisitsQuery, doctorId?: number): Promise<BookingsOfDay[]> {
    return this.database.rows(Prisma.sql`
      SELECT to_char(day, 'YYYY-MM-DD') AS date, count(v.date)::int AS booked,
        count(*) FILTER (WHERE v.status = 'completed')::int AS completed,
        count(*) FILTER (WHERE v.status = 'cancelled')::int AS cancelled,
        count(*) FILTER (WHERE v.status = 'no_show')::int AS "noShow"
      FROM generate_series(${query.from}::timestamp, ${query.to}::timestamp, interval '1 day') AS day
      LEFT JOIN (${visits(query)}) AS v
        ON v.date = day::date AND v.doctor_id = coalesce(${doctorId ?? null}::int, v.doctor_id)
      GROUP BY day ORDER BY day`);
  }

  /** The visits of each doctor who works at the locations, or had visits there, in order of name. */
  visitsByDoctor(query: VisitsQuery): Promise<DoctorsVisits[]> {
    return this.database.rows(Prisma.sql`
      SELECT d.id AS "doctorId", d.name AS "doctorName",
        coalesce(extract(epoch FROM sum(v.ends_at - v.starts_at)
          FILTER (WHERE v.status NOT IN ('cancelled', 'no_show'))) / 60, 0)::float8 AS "bookedMinutes",
        count(*) FILTER (WHERE v.status = 'completed')::int AS completed,
        count(*) FILTER (WHERE v.status = 'no_show')::int AS "noShows"
      FROM doctors d LEFT JOIN (${visits(query)}) AS v ON v.doctor_id = d.id
      GROUP BY d.id HAVING count(v.doctor_id) > 0 OR ${worksAtAny(query.locations)}
      ORDER BY d.name, d.id`);
  }

  /** The doctors who work at the locations, in order of name. */
  doctors(locations: ReportedLocations): Promise<ReportedDoctor[]> {
    return this.database.rows(Prisma.sql`
      SELECT d.id AS "doctorId", d.name AS "doctorName" FROM doctors d WHERE ${worksAtAny(locations)}
      ORDER BY d.name, d.id`);
  }
}
