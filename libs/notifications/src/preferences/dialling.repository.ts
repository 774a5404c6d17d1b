import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** What tells the country that a user dials in. */
export interface Surroundings {
  /** ISO 3166-1 alpha-2; null where the zone tells it */
  readonly country: string | null;
  readonly timeZone: string | null;
}

@Injectable()
export class DiallingRepository {
  constructor(private readonly database: Database) {}

  /**
   * Where the user works, else where the user lives, else where the clinic began.
   *
   * @param timeZone of the place where the user lives, where it is not the one that is kept
   */
  async surroundings(userId: number, timeZone: string | null = null): Promise<Surroundings | undefined> {
    return this.database.one<Surroundings>(Prisma.sql`
      SELECT country, time_zone AS "timeZone" FROM (
        SELECT 1 AS rank, l.id, l.country, l.time_zone FROM locations l
        WHERE l.id IN (SELECT location_id FROM staff_locations WHERE user_id = ${userId})
          OR l.id IN (SELECT location_id FROM doctors WHERE user_id = ${userId})
        UNION ALL
        SELECT 2, id, NULL, coalesce(${timeZone}::text, p.time_zone)
        FROM users LEFT JOIN notification_preferences p ON p.user_id = id
        WHERE id = ${userId} AND coalesce(${timeZone}::text, p.time_zone) IS NOT NULL
        UNION ALL
        (SELECT 3, id, country, time_zone FROM locations ORDER BY id LIMIT 1)) AS places
      ORDER BY rank, id LIMIT 1`);
  }
}
