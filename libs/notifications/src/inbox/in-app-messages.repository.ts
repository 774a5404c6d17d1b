import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { inboxSignal } from './inbox-signal.js';

/** A message in an in-app inbox, as its reader sees it. */
export interface InAppMessage {
  readonly id: number;
  readonly type: string;
  /** Null for what is about no visit */
  readonly appointmentId: number | null;
  /** The entry of the waitlist that answers a time that is offered, or that has ended */
  readonly waitlistEntryId: number | null;
  readonly title: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

const fields = {
  id: true,
  type: true,
  appointmentId: true,
  waitlistEntryId: true,
  title: true,
  body: true,
  createdAt: true,
  readAt: true,
};

/** A message as it is written. */
export interface NewInAppMessage extends Pick<
  InAppMessage,
  'appointmentId' | 'waitlistEntryId' | 'title' | 'body'
> {
  readonly userId: number;
  /** Of the appointment; 0 without one */
  readonly version: number;
  /** Such as `appointment.booked` */
  readonly type: string;
  readonly offsetMinutes: number;
}

const mostAtOnce = 100;

/** The in-app inboxes: apps/notifications writes them, and the gateway reads them. */
@Injectable()
export class InAppMessagesRepository {
  constructor(private readonly database: Database) {}

  /** @returns a user's in-app messages, the newest first */
  async listOfUser(userId: number, limit: number, cursor?: string): Promise<Page<InAppMessage>> {
    const [before] = cursor === undefined ? [] : decodeCursor(cursor, ['id']);
    const rows = await this.database.client.notification.findMany({
      where: { userId, channel: 'in_app', ...(before !== undefined && { id: { lt: before } }) },
      select: fields,
      orderBy: { id: 'desc' },
      take: limit + 1,
    });
    return toPage(rows, limit, ({ id }) => [id]);
  }

  /** The number of a user's newest message, 0 when there is none. */
  async latestId(userId: number): Promise<number> {
    const { _max } = await this.database.client.notification.aggregate({
      where: { userId, channel: 'in_app' },
      _max: { id: true },
    });
    return _max.id ?? 0;
  }

  /**
   * Messages of several users with higher numbers than theirs, in one query: the newest of them when they are many.
   *
   * @returns by user who has any: the oldest first
   */
  async listAfter(floors: ReadonlyMap<number, number>): Promise<ReadonlyMap<number, InAppMessage[]>> {
    const rows = await this.database.rows<InAppMessage & { readonly userId: number }>(Prisma.sql`
      SELECT r.user_id AS "userId", n.id, n.type, n.appointment_id AS "appointmentId",
        n.waitlist_entry_id AS "waitlistEntryId", n.title, n.body, n.created_at AS "createdAt", n.read_at AS "readAt"
      FROM unnest(${[...floors.keys()]}::int[], ${[...floors.values()]}::int[]) AS r (user_id, floor)
        CROSS JOIN LATERAL (
          SELECT * FROM notifications
          WHERE user_id = r.user_id AND channel = 'in_app' AND id > r.floor
          ORDER BY id DESC LIMIT ${mostAtOnce}) AS n
      ORDER BY n.id`);
    const found = new Map<number, InAppMessage[]>();
    for (const { userId, ...message } of rows) found.set(userId, [...(found.get(userId) ?? []), message]);
    return found;
  }

  /** @returns whether the message is the user's. A message that was read before keeps the time of that. */
  async markRead(userId: number, id: number, now: Date): Promise<boolean> {
    const where = { id, userId, channel: 'in_app' };
    await this.database.client.notification.updateMany({
      where: { ...where, readAt: null },
      data: { readAt: now },
    });
    return (await this.database.client.notification.count({ where })) === 1;
  }

  /** Writes messages. One that stands already stays as it is. */
  async add(messages: readonly NewInAppMessage[], queries?: Queries): Promise<void> {
    await this.database.execute(
      Prisma.sql`
        INSERT INTO notifications (user_id, appointment_id, waitlist_entry_id, version, type, offset_minutes, title, body,
          channel, created_at)
        SELECT "userId", "appointmentId", "waitlistEntryId", version, type, "offsetMinutes", title, body, 'in_app',
          clock_timestamp()
        FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS n (
          "userId" int, "appointmentId" int, "waitlistEntryId" int, version int, type text, "offsetMinutes" int, title text,
          body text)
        ON CONFLICT DO NOTHING`,
      queries,
    );
  }

  /** Tells the gateways that these users have something new to read. */
  async signal(userIds: readonly number[]): Promise<void> {
    await this.database.execute(
      Prisma.sql`SELECT pg_notify(${inboxSignal}, id::text) FROM unnest(${[...userIds]}::int[]) id`,
    );
  }
}
