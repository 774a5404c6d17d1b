import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { hasRetired } from '#libs/doctors';
import { inSql, type Interval, visitStatuses } from '../availability/index.js';

/** More would not make a better choice. */
const mostSubstitutes = 50;

/** A doctor's id and name. */
export interface NamedDoctor {
  readonly id: number;
  readonly name: string;
}

@Injectable()
export class MovesRepository {
  constructor(private readonly database: Database) {}

  /**
   * A doctor and the substitute or, when none is named, the doctors of the same specialization who work at one of the
   * locations and have not retired by then: the fewest visits in the stretch of time first.
   */
  doctors(
    doctorId: number,
    toDoctorId: number | undefined,
    locationIds: readonly number[],
    { start, end }: Interval,
  ): Promise<NamedDoctor[]> {
    return this.database.rows<NamedDoctor>(Prisma.sql`
      SELECT o.id, o.name
      FROM doctors d JOIN (doctors o JOIN locations l ON l.id = o.location_id)
        ON o.id IN (d.id, ${toDoctorId ?? null}::int) OR (${toDoctorId ?? null}::int IS NULL
          AND o.search_specialization = d.search_specialization
          AND NOT ${hasRetired('o', Prisma.sql`l.time_zone`, new Date(start))}
          AND (o.location_id = ANY(${[...locationIds]}::int[]) OR EXISTS (
            SELECT FROM schedule_windows w WHERE w.doctor_id = o.id AND w.location_id = ANY(${[...locationIds]}::int[]))))
      WHERE d.id = ${doctorId}
      ORDER BY o.id <> d.id, (
        SELECT count(*) FROM appointments a
        WHERE a.doctor_id = o.id AND a.starts_at >= ${new Date(start)} AND a.starts_at < ${new Date(end)}
          AND a.status IN (${inSql(visitStatuses)})), o.id
      LIMIT ${mostSubstitutes + 1}`);
  }
}
