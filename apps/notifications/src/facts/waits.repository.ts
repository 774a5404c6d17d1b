import { Injectable } from '@nestjs/common';
import { patientSideOf } from '#libs/auth';
import { Database, Prisma, type Queries } from '#libs/database';
import { type EndedWait } from '#libs/notifications';

/** An entry of the waitlist that ended because what it names has retired. It says nothing about the patient. */
export interface Wait extends EndedWait {
  readonly waitlistEntryId: number;
  /** The accounts that are told for the patient */
  readonly patientSide: readonly number[];
  /** IANA zone of the place that is waited for; null where any will do */
  readonly timeZone: string | null;
}

@Injectable()
export class WaitsRepository {
  constructor(private readonly database: Database) {}

  /** Reads ended entries in one query. */
  async find(ids: readonly number[], queries?: Queries): Promise<ReadonlyMap<number, Wait>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.rows<Wait>(
      Prisma.sql`
      SELECT e.id AS "waitlistEntryId", ${patientSideOf(Prisma.sql`e.user_id`)} AS "patientSide",
        d.name AS "doctorName", e.specialization, l.name AS "locationName", t.name AS "visitTypeName",
        coalesce(l.time_zone, own.time_zone) AS "timeZone", e.from_date::text AS "from", e.to_date::text AS "to"
      FROM waitlist_entries e LEFT JOIN doctors d ON d.id = e.doctor_id LEFT JOIN locations l ON l.id = e.location_id
        LEFT JOIN locations own ON own.id = d.location_id LEFT JOIN visit_types t ON t.id = e.visit_type_id
      WHERE e.id = ANY(${[...ids]}::int[]) AND e.end_reason = 'retired'`,
      queries,
    );
    return new Map(rows.map((row) => [row.waitlistEntryId, row]));
  }
}
