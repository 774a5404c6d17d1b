import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { type Interval } from './availability.js';

/** More would not make a better choice. */
const mostSubstitutes = 50;

/** A doctor by name. */
export interface NamedDoctor {
  readonly id: number;
  readonly name: string;
}

/** A visit of a patient's. */
export interface PatientsVisit extends Interval {
  readonly id: number;
  readonly userId: number;
}

@Injectable()
export class MovesRepository {
  constructor(private readonly database: Database) {}

  /**
   * A doctor and the one who is to stand in or, when nobody is named, those of the same specialization who work at one
   * of the locations: the fewest visits in the stretch of time first.
   */
  doctors(
    doctorId: number,
    toDoctorId: number | undefined,
    locationIds: readonly number[],
    { start, end }: Interval,
  ): Promise<NamedDoctor[]> {
    return this.database.rows<NamedDoctor>(Prisma.sql`
      SELECT o.id, o.name
      FROM doctors d JOIN doctors o
        ON o.id IN (d.id, ${toDoctorId ?? null}::int) OR (${toDoctorId ?? null}::int IS NULL
          AND lower(o.specialization) = lower(d.specialization)
          AND (o.location_id = ANY(${[...locationIds]}::int[]) OR EXISTS (
            SELECT FROM schedule_windows w WHERE w.doctor_id = o.id AND w.location_id = ANY(${[...locationIds]}::int[]))))
      WHERE d.id = ${doctorId}
      ORDER BY o.id <> d.id, (
        SELECT count(*) FROM appointments a
        WHERE a.doctor_id = o.id AND a.starts_at >= ${new Date(start)} AND a.starts_at < ${new Date(end)}
          AND a.status IN ('pending', 'confirmed', 'checked_in')), o.id
      LIMIT ${mostSubstitutes + 1}`);
  }

  /** The active visits of some patients that touch a stretch of time. */
  async ofPatients(userIds: readonly number[], { start, end }: Interval): Promise<PatientsVisit[]> {
    const rows = await this.database.client.appointment.findMany({
      where: {
        userId: { in: [...userIds] },
        status: { in: ['pending', 'confirmed', 'checked_in'] },
        appointmentDateTime: { lt: new Date(end) },
        endsAt: { gt: new Date(start) },
      },
      select: { id: true, userId: true, appointmentDateTime: true, endsAt: true },
    });
    return rows.map(({ appointmentDateTime, endsAt, ...row }) => ({
      ...row,
      start: appointmentDateTime.getTime(),
      end: endsAt.getTime(),
    }));
  }
}
