import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { insertEventFrom } from '#libs/messaging';

/** Small enough that no answer to an offer waits long for a row. */
const batchSize = 100;

@Injectable()
export class WaitsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Ends entries of the waitlist that name a doctor, a location or a visit type that has retired on each of their dates to
   * come. An entry with an offer ends when that has an answer, or lapses.
   *
   * @param today the earliest date that it is anywhere: a retirement begins in the zone of each location
   * @returns how many; there may be more
   */
  async endRetired(today: string, now: Date): Promise<number> {
    const ended = Prisma.sql`ended AS e`;
    const data = Prisma.sql`jsonb_build_object('waitlistEntryId', e.id)`;
    const row = await this.database.one<{ count: number }>(Prisma.sql`
      WITH due AS (
        SELECT e.id FROM waitlist_entries e
          LEFT JOIN doctors d ON d.id = e.doctor_id LEFT JOIN locations l ON l.id = e.location_id
          LEFT JOIN visit_types v ON v.id = e.visit_type_id
        WHERE e.status = 'waiting' AND e.to_date >= ${today}::date
          AND least(d.retires_on, l.retires_on, v.retires_on) <= greatest(e.from_date, ${today}::date)
        ORDER BY e.id LIMIT ${batchSize} FOR UPDATE OF e SKIP LOCKED),
      ended AS (
        UPDATE waitlist_entries e SET status = 'expired', ended_at = ${now}, end_reason = 'retired'
        FROM due WHERE e.id = due.id RETURNING e.id),
      event AS (${insertEventFrom('waitlist.ended.v1', data, now, ended)})
      SELECT count(*)::int AS count FROM ended`);
    return row?.count ?? 0;
  }
}
