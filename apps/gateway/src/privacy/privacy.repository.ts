import { Injectable } from '@nestjs/common';
import { Database, type Prisma } from '#libs/database';

/** Everything that is kept about a person, as they get it. */
export interface PersonalRecord {
  readonly account: Prisma.JsonValue;
  readonly sessions: Prisma.JsonValue;
  readonly appointments: Prisma.JsonValue;
  /** What they waited for, and what they were offered */
  readonly waitlist: Prisma.JsonValue;
  readonly notifications: Prisma.JsonValue;
  /** Whom they care for, or did */
  readonly dependants: Prisma.JsonValue;
  /** Who cares for them, or did */
  readonly guardians: Prisma.JsonValue;
  readonly deliveries: Prisma.JsonValue;
  readonly preferences: Prisma.JsonValue;
  readonly audit: Prisma.JsonValue;
}

@Injectable()
export class PrivacyRepository {
  constructor(private readonly database: Database) {}

  /** Everything about a person, of one instant; in the words of the API where it has any. */
  async export(userId: number): Promise<PersonalRecord> {
    const [record] = await this.database.client.$queryRaw<PersonalRecord[]>`
      SELECT
        (SELECT json_build_object('id', id, 'username', username, 'email', email, 'name', name,
            'birthDate', birth_date, 'role', role, 'createdAt', created_at)
          FROM users WHERE id = ${userId}) AS account,
        (SELECT coalesce(json_agg(json_build_object(
            'id', id, 'device', user_agent, 'createdAt', created_at, 'lastSeenAt', last_seen_at, 'endedAt', ended_at)
            ORDER BY created_at), '[]')
          FROM sessions WHERE user_id = ${userId}) AS sessions,
        (SELECT coalesce(json_agg(json_build_object(
            'id', a.id, 'doctor', d.name, 'specialization', d.specialization, 'location', l.name,
            'timeZone', l.time_zone, 'visitType', v.name, 'appointmentDateTime', a.starts_at, 'endsAt', a.ends_at,
            'status', a.status, 'reason', a.reason, 'createdAt', a.created_at,
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
            'createdAt', e.created_at, 'endedAt', e.ended_at,
            'offers', (
              SELECT coalesce(json_agg(json_build_object('appointmentId', o.appointment_id, 'offeredById', o.offered_by_id,
                  'offeredAt', o.offered_at, 'outcome', o.outcome, 'answeredById', o.answered_by_id,
                  'answeredAt', o.answered_at) ORDER BY o.offered_at), '[]')
              FROM waitlist_offers o WHERE o.entry_id = e.id))
            ORDER BY e.id), '[]')
          FROM waitlist_entries e LEFT JOIN doctors d ON d.id = e.doctor_id LEFT JOIN locations l ON l.id = e.location_id
            LEFT JOIN visit_types v ON v.id = e.visit_type_id
          WHERE e.user_id = ${userId}) AS waitlist,
        (SELECT coalesce(json_agg(json_build_object(
            'type', type, 'channel', channel, 'appointmentId', appointment_id, 'title', title, 'body', body,
            'createdAt', created_at, 'readAt', read_at) ORDER BY id), '[]')
          FROM notifications WHERE user_id = ${userId}) AS notifications,
        (SELECT coalesce(json_agg(json_build_object(
            'userId', dependant_id, 'relationship', relationship, 'createdAt', created_at, 'endedAt', ended_at)
            ORDER BY id), '[]')
          FROM guardianships WHERE guardian_id = ${userId}) AS dependants,
        (SELECT coalesce(json_agg(json_build_object(
            'userId', guardian_id, 'relationship', relationship, 'createdAt', created_at, 'endedAt', ended_at)
            ORDER BY id), '[]')
          FROM guardianships WHERE dependant_id = ${userId}) AS guardians,
        (SELECT coalesce(json_agg(json_build_object(
            'occasion', occasion, 'channel', channel, 'state', state, 'reason', reason, 'appointmentId', appointment_id,
            'dueAt', due_at, 'sentAt', sent_at) ORDER BY id), '[]')
          FROM deliveries WHERE user_id = ${userId}) AS deliveries,
        (SELECT json_build_object('locale', locale, 'timeZone', time_zone, 'phone', phone,
            'quietFromMinute', quiet_from_minute, 'quietToMinute', quiet_to_minute, 'choices', choices)
          FROM notification_preferences WHERE user_id = ${userId}) AS preferences,
        (SELECT coalesce(json_agg(json_build_object(
            'occurredAt', occurred_at, 'actorId', actor_id, 'action', action) ORDER BY id), '[]')
          FROM audit_entries WHERE subject_id = ${userId}) AS audit`;
    if (record === undefined) throw new Error('A SELECT without FROM has a row.');
    return record;
  }
}
