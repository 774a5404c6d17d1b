import { Injectable } from '@nestjs/common';
import { decodeCursor, type Page, toPage } from '#libs/common';
import { Database } from '#libs/database';

/** A message in somebody's in-app inbox. */
export interface InAppMessage {
  readonly id: number;
  readonly type: string;
  readonly appointmentId: number;
  /** What it is to be answered by, for a time that is offered */
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

const mostAtOnce = 100;

/** The reading side of what apps/notifications writes. */
@Injectable()
export class NotificationsRepository {
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

  /** @returns a user's messages with a higher number, the oldest first; the newest of them when they are many */
  async listAfter(userId: number, id: number): Promise<InAppMessage[]> {
    const rows = await this.database.client.notification.findMany({
      where: { userId, channel: 'in_app', id: { gt: id } },
      select: fields,
      orderBy: { id: 'desc' },
      take: mostAtOnce,
    });
    return rows.reverse();
  }

  /** @returns whether it is a message of theirs; one that was read stays read since then */
  async markRead(userId: number, id: number, now: Date): Promise<boolean> {
    const where = { id, userId, channel: 'in_app' };
    await this.database.client.notification.updateMany({
      where: { ...where, readAt: null },
      data: { readAt: now },
    });
    return (await this.database.client.notification.count({ where })) === 1;
  }
}
