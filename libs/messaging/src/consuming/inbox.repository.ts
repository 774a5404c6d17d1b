import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  /**
   * Notes in the caller's transaction that `consumer` has handled an event, one that it had given up included.
   *
   * @returns false when it had handled it before: the delivery is a repetition and must have no effect
   */
  async isFirst(queries: Queries, eventId: string, consumer: string): Promise<boolean> {
    const inserted = await this.database.execute(
      Prisma.sql`
      INSERT INTO inbox_events (event_id, consumer, received_at) VALUES (${eventId}::uuid, ${consumer}, now())
      ON CONFLICT (event_id, consumer) DO UPDATE SET given_up = false, received_at = now()
        WHERE inbox_events.given_up`,
      queries,
    );
    return inserted === 1;
  }

  /** Notes that `consumer` has put an event aside as a dead letter, so that it does not count as missing. */
  async giveUp(eventId: string, consumer: string): Promise<void> {
    await this.database.execute(Prisma.sql`
      INSERT INTO inbox_events (event_id, consumer, received_at, given_up)
      VALUES (${eventId}::uuid, ${consumer}, now(), true) ON CONFLICT DO NOTHING`);
  }
}
