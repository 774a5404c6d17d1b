import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';

@Injectable()
export class InboxRepository {
  constructor(private readonly database: Database) {}

  /**
   * Notes in the caller's transaction that `consumer` has handled events, those that it had given up included.
   *
   * @param eventIds each of them once
   * @returns those that it had not handled before: the others are repetitions and must have no effect
   */
  async firstOf(
    queries: Queries,
    eventIds: readonly string[],
    consumer: string,
  ): Promise<ReadonlySet<string>> {
    // In one order everywhere, so that two processes with the same events wait for each other in turn.
    const rows = await this.database.rows<{ id: string }>(
      Prisma.sql`
      INSERT INTO inbox_events (event_id, consumer, received_at)
      SELECT id, ${consumer}, now() FROM unnest(${[...eventIds]}::uuid[]) AS id ORDER BY id
      ON CONFLICT (event_id, consumer) DO UPDATE SET given_up = false, received_at = now()
        WHERE inbox_events.given_up
      RETURNING event_id AS id`,
      queries,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Notes that `consumer` has put an event aside as a dead letter, so that it does not count as missing. */
  async giveUp(eventId: string, consumer: string): Promise<void> {
    await this.database.execute(Prisma.sql`
      INSERT INTO inbox_events (event_id, consumer, received_at, given_up)
      VALUES (${eventId}::uuid, ${consumer}, now(), true) ON CONFLICT DO NOTHING`);
  }
}
