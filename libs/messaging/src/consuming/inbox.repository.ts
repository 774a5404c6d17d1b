import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  /**
   * Notes in the caller's transaction that `consumer` has handled an event.
   *
   * @returns false when it had done so before: the delivery is a repetition and must have no effect
   */
  async isFirst(queries: Queries, eventId: string, consumer: string): Promise<boolean> {
    const inserted = await this.database.execute(
      Prisma.sql`
      INSERT INTO inbox_events (event_id, consumer, received_at) VALUES (${eventId}::uuid, ${consumer}, now())
      ON CONFLICT DO NOTHING`,
      queries,
    );
    return inserted === 1;
  }
}
