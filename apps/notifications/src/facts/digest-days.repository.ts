import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { type DoctorsTomorrow } from '#libs/notifications';

interface Row extends DoctorsTomorrow {
  readonly id: number;
}

/** What the lists of the next day say. */
@Injectable()
export class DigestDaysRepository {
  constructor(private readonly database: Database) {}

  /** @returns the days of doctors that each list shows, as of now, by the id of its delivery */
  async find(deliveryIds: readonly number[]): Promise<ReadonlyMap<number, readonly DoctorsTomorrow[]>> {
    const days = new Map<number, DoctorsTomorrow[]>();
    if (deliveryIds.length === 0) return days;
    const rows = await this.database.rows<Row>(Prisma.sql`
      SELECT r.id, d.name AS "doctorName", l.time_zone AS "timeZone", array_agg(a.starts_at ORDER BY a.starts_at) AS starts
      FROM deliveries r
      JOIN appointments a ON a.status IN ('pending', 'confirmed')
        AND a.starts_at >= (r.day - 1)::timestamp AND a.starts_at < (r.day + 2)::timestamp
      JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
      WHERE r.id = ANY(${[...deliveryIds]}::int[]) AND (a.starts_at AT TIME ZONE l.time_zone)::date = r.day
        AND (d.user_id = r.user_id OR EXISTS (
          SELECT FROM staff_locations s WHERE s.user_id = r.user_id AND s.location_id = a.location_id))
      GROUP BY r.id, d.id, d.name, l.time_zone ORDER BY d.name, d.id`);
    for (const { id, ...day } of rows) days.set(id, [...(days.get(id) ?? []), day]);
    return days;
  }
}
