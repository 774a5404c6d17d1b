import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { day } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { type Letter } from '../ledger/letter.js';
import { PreferencesRepository } from '../preferences/preferences.repository.js';

/** What this lib keeps about a person, in the words of the API where it has any. */
export interface PersonalMessages {
  readonly notifications: object[];
  readonly deliveries: object[];
  /** Null for a person who never chose */
  readonly preferences: object | null;
  /** The browsers that take messages, and since when a calendar program may read the visits */
  readonly browsers: object[];
  readonly calendarFeed: object | null;
}

type LetterReader = Pick<Letter, 'email' | 'locale' | 'timeZone'>;

/** A mail server that is away for a weekend keeps no one from being told. */
const letterIsTriedFor = 3 * day;

/** What erasing and exporting a person mean for messages, preferences, browsers and calendars. */
@Injectable()
export class PersonalMessagesRepository {
  constructor(
    private readonly database: Database,
    private readonly preferences: PreferencesRepository,
  ) {}

  /** Where a person is written to as of now, and how; read before the person is erased. None without an address. */
  async readerOf(queries: Queries, userId: number): Promise<LetterReader | undefined> {
    const recipient = (await this.preferences.findRecipients([userId], queries)).get(userId);
    if (recipient?.email === undefined || recipient.email === null) return undefined;
    const { locale, timeZone } = recipient.preferences;
    return { email: recipient.email, locale, timeZone };
  }

  /**
   * Writes the last word to a person, in the transaction that erases. Nothing ties it to the number of an account, but for
   * the visits that were cancelled. The address stands in this row alone, and goes with the mail.
   */
  async writeLetter(queries: Queries, letter: Letter, now: Date): Promise<void> {
    await queries.delivery.create({
      data: {
        key: `erased:${randomUUID()}`,
        occasion: 'erased',
        channel: 'email',
        letter: { ...letter },
        dueAt: now,
        expiresAt: new Date(now.getTime() + letterIsTriedFor),
        createdAt: now,
      },
      select: { id: true },
    });
  }

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
            FROM notification_preferences WHERE user_id = ${userId}) AS preferences,
          (SELECT coalesce(json_agg(json_build_object('endpoint', endpoint, 'createdAt', created_at) ORDER BY id), '[]')
            FROM push_subscriptions WHERE user_id = ${userId}) AS browsers,
          (SELECT json_build_object('createdAt', created_at)
            FROM calendar_feeds WHERE user_id = ${userId}) AS "calendarFeed"`,
      queries,
    );
    if (found === undefined) throw new Error('A SELECT without FROM has a row.');
    return found;
  }
}
