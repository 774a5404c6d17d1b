import { Injectable } from '@nestjs/common';
import { Database, type Queries } from '#libs/database';

@Injectable()
export class ReplanningRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes somebody whose preferences changed since their visits were planned. A change that comes meanwhile waits for
   * this transaction, and has the visits planned again.
   */
  async takeOne(queries: Queries): Promise<number | undefined> {
    const [row] = await queries.$queryRaw<{ user_id: number }[]>`
      UPDATE notification_preferences SET planned_at = changed_at
      WHERE user_id = (
        SELECT user_id FROM notification_preferences WHERE planned_at IS NULL OR planned_at < changed_at
        LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING user_id`;
    return row?.user_id;
  }

  /**
   * Takes somebody whom another began or ceased to care for since their visits were planned.
   *
   * @returns the dependant
   */
  async takeDependant(queries: Queries): Promise<number | undefined> {
    const [row] = await queries.$queryRaw<{ dependant_id: number }[]>`
      UPDATE guardianships SET planned_as_ended = ended_at IS NOT NULL
      WHERE id = (
        SELECT id FROM guardianships WHERE planned_as_ended IS DISTINCT FROM (ended_at IS NOT NULL)
        LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING dependant_id`;
    return row?.dependant_id;
  }

  /**
   * Visits to come that nobody has planned: those from before there was anything to plan, or from another system. What
   * was just booked has an event on its way.
   *
   * @param after the last id that was looked at
   */
  async unplanned(after: number, limit: number): Promise<number[]> {
    const rows = await this.database.client.$queryRaw<{ id: number }[]>`
      SELECT id FROM appointments a
      WHERE id > ${after} AND starts_at > now() AND status IN ('pending', 'confirmed')
        AND created_at < now() - interval '1 minute'
        AND NOT EXISTS (SELECT FROM deliveries d WHERE d.appointment_id = a.id)
      ORDER BY id LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  /** The visits to come that somebody is told of: as a patient, for somebody they care for, or as the doctor. */
  async visitsToCome(queries: Queries, userId: number): Promise<number[]> {
    const rows = await queries.$queryRaw<{ id: number }[]>`
      SELECT id FROM appointments
      WHERE starts_at > now() AND status IN ('pending', 'confirmed')
        AND (user_id = ${userId} OR doctor_id IN (SELECT id FROM doctors WHERE user_id = ${userId})
          OR user_id IN (SELECT dependant_id FROM guardianships WHERE guardian_id = ${userId} AND ended_at IS NULL))
      ORDER BY id`;
    return rows.map(({ id }) => id);
  }
}
