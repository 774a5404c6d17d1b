import { Injectable } from '@nestjs/common';
import { type ChangedGuardianship, GuardianshipPlansRepository } from '#libs/auth';
import { Database, Prisma, type Queries } from '#libs/database';

@Injectable()
export class ReplanningRepository {
  constructor(
    private readonly database: Database,
    private readonly guardianships: GuardianshipPlansRepository,
  ) {}

  /**
   * Takes a user whose preferences changed since the user's visits were planned. A change that comes meanwhile waits for
   * this transaction, and has the visits planned again.
   */
  async takeOne(queries: Queries): Promise<number | undefined> {
    const row = await this.database.one<{ user_id: number }>(
      Prisma.sql`
      UPDATE notification_preferences SET planned_at = changed_at
      WHERE user_id = (
        SELECT user_id FROM notification_preferences WHERE planned_at IS NULL OR planned_at < changed_at
        LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING user_id`,
      queries,
    );
    return row?.user_id;
  }

  /** @returns a guardianship that changed since the dependant's visits were planned */
  takeGuardianship(queries: Queries): Promise<ChangedGuardianship | undefined> {
    return this.guardianships.takeUnplanned(queries);
  }

  /**
   * Visits to come that are not planned: those from before there was anything to plan, or from another system. What
   * was just booked has an event on its way.
   *
   * @param after the last id that was looked at
   */
  async unplanned(after: number, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(Prisma.sql`
      SELECT id FROM appointments a
      WHERE id > ${after} AND starts_at > now() AND status IN ('pending', 'confirmed')
        AND created_at < now() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM deliveries d WHERE d.appointment_id = a.id)
      ORDER BY id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** The visits to come that a user is told of: as the patient, as a guardian, or as the doctor. */
  async visitsToCome(queries: Queries, userId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      Prisma.sql`
      SELECT id FROM appointments
      WHERE starts_at > now() AND status IN ('pending', 'confirmed')
        AND (user_id = ${userId} OR doctor_id IN (SELECT id FROM doctors WHERE user_id = ${userId})
          OR user_id IN (SELECT dependant_id FROM guardianships WHERE guardian_id = ${userId} AND ended_at IS NULL))
      ORDER BY id`,
      queries,
    );
    return rows.map(({ id }) => id);
  }
}
