import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

/** What this lib keeps about a person, in the words of the API where it has any. */
export interface PersonalMessages {
  readonly notifications: object[];
  readonly deliveries: object[];
  /** Null for a person who never chose */
  readonly preferences: object | null;
}

/** What erasing and exporting a person mean for messages, preferences, browsers and calendars. */
@Injectable()
export class PersonalMessagesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes the inbox, the preferences, the browsers and the calendar of a person. The ledger stays, as it names its
   * recipient by the number of the account only.
   */
  async eraseFor(queries: Queries, userId: number): Promise<void> {
    await queries.notification.deleteMany({ where: { userId } });
    await queries.notificationPreferences.deleteMany({ where: { userId } });
    await queries.pushSubscription.deleteMany({ where: { userId } });
    await queries.calendarFeed.deleteMany({ where: { userId } });
  }

  /** @param queries the transaction that reads everything about the person at one instant */
  async exportFor(userId: number, queries?: Queries): Promise<PersonalMessages> {
    const found = await this.database.one<PersonalMessages>(
      Prisma.sql`
        SELECT
          (SELECT coalesce(json_agg(json_build_object(
              'type', type, 'channel', channel, 'appointmentId', appointment_id,
              'waitlistEntryId', waitlist_entry_id, 'title', title, 'body', body,
              'createdAt', created_at, 'readAt', read_at) ORDER BY id), '[]')
            FROM notifications WHERE user_id = ${userId}) AS notifications,
          (SELECT coalesce(json_agg(json_build_object(
              'occasion', occasion, 'channel', channel, 'state', state, 'reason', reason,
              'appointmentId', appointment_id, 'dueAt', due_at, 'sentAt', sent_at) ORDER BY id), '[]')
            FROM deliveries WHERE user_id = ${userId}) AS deliveries,
          (SELECT json_build_object('locale', locale, 'timeZone', time_zone, 'phone', phone,
              'quietFromMinute', quiet_from_minute, 'quietToMinute', quiet_to_minute, 'choices', choices)
            FROM notification_preferences WHERE user_id = ${userId}) AS preferences`,
      queries,
    );
    if (found === undefined) throw new Error('A SELECT without FROM has a row.');
    return found;
  }
}
