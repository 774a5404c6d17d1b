import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** A look at a patient beyond the own places. */
export interface PatientLook {
  readonly id: number;
  readonly actorId: number;
  /** The name, or the username */
  readonly actorName: string | null;
  /** The patient */
  readonly userId: number;
  /** The name, or the username; null of a patient who was erased */
  readonly patientName: string | null;
  /** Null where the patient was known nowhere yet and told the front desk who it is */
  readonly reason: string | null;
  readonly lookedAt: Date;
  /** Until when the record is open to the actor */
  readonly endsAt: Date;
}

/** For how long a look opens a record: as long as a call and the booking after it take. */
const openMinutes = 60;

/** Where a patient is known, and who looked at them from elsewhere. */
@Injectable()
export class LooksRepository {
  constructor(private readonly database: Database) {}

  /** Makes one patient known wherever another is, as their records become one. */
  async sharePlaces(queries: Queries, from: number, to: number): Promise<void> {
    await this.database.execute(
      Prisma.sql`
      INSERT INTO patient_places (user_id, location_id)
      SELECT ${to}::int, location_id FROM patient_places WHERE user_id = ${from} ON CONFLICT DO NOTHING`,
      queries,
    );
  }

  /**
   * Opens records to the actor for a while. One that is open without a reason is not opened again: a search that is
   * typed letter by letter is one look.
   *
   * @param reason null where the patient told who it is
   */
  async open(
    actorId: number,
    userIds: readonly number[],
    reason: string | null,
    queries?: Queries,
  ): Promise<void> {
    if (userIds.length === 0) return;
    await this.database.execute(
      Prisma.sql`
      INSERT INTO patient_looks (actor_id, user_id, reason, looked_at, ends_at)
      SELECT ${actorId}::int, patient, ${reason}::text, now(), now() + make_interval(mins => ${openMinutes}::int)
      FROM unnest(${[...userIds]}::int[]) AS patient
      WHERE ${reason}::text IS NOT NULL OR NOT EXISTS (SELECT FROM patient_looks k
        WHERE k.actor_id = ${actorId} AND k.user_id = patient AND k.ends_at > now())`,
      queries,
    );
  }

  /** A page of looks, the last one first. */
  async list(limit: number, cursor?: string): Promise<Page<PatientLook>> {
    const [before] = cursor === undefined ? [undefined] : decodeCursor(cursor, ['id']);
    const rows = await this.database.rows<PatientLook>(Prisma.sql`
      SELECT k.id, k.actor_id AS "actorId", coalesce(a.name, a.username::text) AS "actorName",
        k.user_id AS "userId", coalesce(u.name, CASE WHEN u.disabled_at IS NULL THEN u.username::text END) AS "patientName",
        k.reason, k.looked_at AS "lookedAt", k.ends_at AS "endsAt"
      FROM patient_looks k JOIN users a ON a.id = k.actor_id JOIN users u ON u.id = k.user_id
      WHERE true ${before === undefined ? Prisma.empty : Prisma.sql`AND k.id < ${before}`}
      ORDER BY k.id DESC LIMIT ${limit + 1}`);
    return toPage(rows, limit, ({ id }) => [id]);
  }
}
