import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** The lists of the next day: doctors get their own, staff those of the locations where they work. */
@Injectable()
export class DigestsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Plans the lists of tomorrow for the staff who work at a location where the evening has come, in one statement. Once for
   * a day, however many processes do so and however often.
   *
   * @param hour of the local day at which the list is sent
   * @returns how many are new
   */
  plan(hour: number): Promise<number> {
    return this.database.execute(Prisma.sql`
      WITH place AS (
        SELECT l.id, (now() AT TIME ZONE l.time_zone)::date + 1 AS day,
          ((now() AT TIME ZONE l.time_zone)::date + make_interval(hours => ${hour}::int)) AT TIME ZONE l.time_zone AS due_at
        FROM locations l WHERE extract(hour FROM now() AT TIME ZONE l.time_zone) >= ${hour}::int),
      reader AS (
        SELECT d.user_id, p.day, p.due_at FROM doctors d JOIN place p ON p.id = d.location_id WHERE d.user_id IS NOT NULL
        UNION
        SELECT s.user_id, p.day, min(p.due_at) FROM staff_locations s JOIN place p ON p.id = s.location_id GROUP BY 1, 2)
      INSERT INTO deliveries (key, occasion, channel, user_id, day, due_at, expires_at, created_at)
      SELECT r.user_id || ':digest:' || r.day, 'digest', 'email', r.user_id, r.day, r.due_at,
        r.due_at + interval '6 hours', now()
      FROM reader r JOIN users u ON u.id = r.user_id
      LEFT JOIN notification_preferences p ON p.user_id = u.id
      WHERE u.disabled_at IS NULL AND coalesce(p.choices -> 'email' -> 'occasions', '["digest"]') ? 'digest'
        AND EXISTS (
          SELECT FROM appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
          WHERE a.status IN ('pending', 'confirmed')
            AND a.starts_at >= r.day::timestamp AT TIME ZONE l.time_zone
            AND a.starts_at < (r.day + 1)::timestamp AT TIME ZONE l.time_zone
            AND (d.user_id = r.user_id OR EXISTS (
              SELECT FROM staff_locations s WHERE s.user_id = r.user_id AND s.location_id = a.location_id)))
      ON CONFLICT (key) DO NOTHING`);
  }
}
