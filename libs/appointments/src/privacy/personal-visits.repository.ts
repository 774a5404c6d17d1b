import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { blocksTime } from '../availability/index.js';
import { insertHistoryFrom } from '../record/index.js';

/** What is kept about a patient's visits, in the words of the API where it has any. */
export interface PersonalVisits {
  readonly appointments: object[];
  /** The patient's entries of the waitlist, and the times that were offered */
  readonly waitlist: object[];
}

@Injectable()
export class PersonalVisitsRepository {
  constructor(private readonly database: Database) {}

  /** Whether a visit or a hold of the patient is to come or going on. A request ends when its start comes. */
  async hasToCome(queries: Queries, userId: number, now: Date): Promise<boolean> {
    const row = await this.database.one(
      Prisma.sql`
      SELECT id FROM appointments a WHERE user_id = ${userId} AND ${blocksTime('a', now)}
        AND CASE WHEN status = 'pending' THEN starts_at ELSE ends_at END > ${now} LIMIT 1`,
      queries,
    );
    return row !== undefined;
  }

  /** Deletes what was written about a patient's visits; when they took place stays. */
  async erase(queries: Queries, userId: number, now: Date): Promise<void> {
    await this.endWhatIsOver(queries, userId, now);
    await this.database.rows(Prisma.sql`SELECT forget_visit_reasons(${userId}::int)::text`, queries);
    await queries.appointment.updateMany({ where: { userId }, data: { reason: null } });
    await queries.waitlistEntry.updateMany({
      where: { userId, status: { in: ['waiting', 'offered'] } },
      data: { status: 'left', endedAt: now },
    });
    // Kept answers hold what was booked and why; staff may have asked for them.
    await this.database.execute(
      Prisma.sql`
      DELETE FROM idempotency_keys WHERE user_id = ${userId}
        OR jsonb_path_exists(result, '$.**.userId ? (@ == $id)', jsonb_build_object('id', ${userId}::int))`,
      queries,
    );
  }

  /** Requests and holds that are over; nothing about an erased patient is told. */
  private async endWhatIsOver(queries: Queries, userId: number, now: Date): Promise<void> {
    await queries.waitlistOffer.updateMany({
      where: { entry: { userId }, outcome: null },
      data: { outcome: 'lapsed', answeredAt: now },
    });
    const former = Prisma.sql`CASE WHEN a.hold_expires_at IS NULL THEN 'pending' ELSE 'held' END`;
    await this.database.execute(
      Prisma.sql`
      WITH ended AS (
        UPDATE appointments SET status = 'cancelled', version = version + 1
        WHERE user_id = ${userId} AND status IN ('held', 'pending') RETURNING *)
      ${insertHistoryFrom(null, former, null, now, Prisma.sql`ended AS a`)}`,
      queries,
    );
  }

  async find(queries: Queries, userId: number): Promise<PersonalVisits> {
    const record = await this.database.one<PersonalVisits>(
      Prisma.sql`
      SELECT
        (SELECT coalesce(json_agg(json_build_object(
            'id', a.id, 'doctor', d.name, 'specialization', d.specialization, 'location', l.name,
            'timeZone', l.time_zone, 'visitType', v.name, 'appointmentDateTime', a.starts_at, 'endsAt', a.ends_at,
            'status', a.status, 'reason', a.reason, 'createdAt', a.created_at, 'createdById', a.created_by_id,
            'history', (
              SELECT json_agg(json_build_object('version', h.version, 'fromStatus', h.from_status,
                  'toStatus', h.to_status, 'appointmentDateTime', h.starts_at, 'actorId', h.actor_id,
                  'reason', h.reason, 'occurredAt', h.occurred_at) ORDER BY h.version)
              FROM appointment_history h WHERE h.appointment_id = a.id))
            ORDER BY a.starts_at, a.id), '[]')
          FROM appointments a JOIN doctors d ON d.id = a.doctor_id JOIN locations l ON l.id = a.location_id
            JOIN visit_types v ON v.id = a.visit_type_id
          WHERE a.user_id = ${userId}) AS appointments,
        (SELECT coalesce(json_agg(json_build_object(
            'id', e.id, 'doctor', d.name, 'specialization', e.specialization, 'location', l.name, 'visitType', v.name,
            'from', e.from_date, 'to', e.to_date, 'status', e.status, 'createdById', e.created_by_id,
            'createdAt', e.created_at, 'endedAt', e.ended_at, 'endReason', e.end_reason,
            'offers', (
              SELECT coalesce(json_agg(json_build_object('appointmentId', o.appointment_id, 'offeredById', o.offered_by_id,
                  'offeredAt', o.offered_at, 'outcome', o.outcome, 'answeredById', o.answered_by_id,
                  'answeredAt', o.answered_at) ORDER BY o.offered_at), '[]')
              FROM waitlist_offers o WHERE o.entry_id = e.id))
            ORDER BY e.id), '[]')
          FROM waitlist_entries e LEFT JOIN doctors d ON d.id = e.doctor_id LEFT JOIN locations l ON l.id = e.location_id
            LEFT JOIN visit_types v ON v.id = e.visit_type_id
          WHERE e.user_id = ${userId}) AS waitlist`,
      queries,
    );
    if (record === undefined) throw new Error('A SELECT without FROM has a row.');
    return record;
  }
}
