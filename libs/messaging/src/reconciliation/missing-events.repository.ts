import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { type EventEnvelope } from '../events/events.js';
import { type OutboxRow, toEnvelope } from '../outbox/outbox.repository.js';

/** Few enough to be looked up well within the time that a statement may take */
const batchSize = 5000;
const mostReplays = 3;
/** Longer than a consumer holds an event in hand before it has noted it in one way or another */
const holdSeconds = 120;

/** What one comparison came to. */
export interface Comparison {
  /** Events that are newly known to be missing */
  readonly missing: number;
  /** Whether events are left that could be compared at once */
  readonly hasMore: boolean;
}

/** What is known of events that were published and did not arrive. */
@Injectable()
export class MissingEventsRepository {
  constructor(private readonly database: Database) {}

  /** The time of PostgreSQL, by which events are marked as published. */
  async now(): Promise<Date> {
    const row = await this.database.one<{ now: Date }>(Prisma.sql`SELECT clock_timestamp() AS now`);
    return row?.now ?? new Date(0);
  }

  /** Notes a consumer that was not known before: what is published from now on is compared. */
  async begin(consumer: string): Promise<void> {
    await this.database.execute(Prisma.sql`
      INSERT INTO event_comparisons (consumer, compared_until) VALUES (${consumer}, now()) ON CONFLICT DO NOTHING`);
  }

  /**
   * Notes as missing which of the next events, published until `until`, a consumer has neither handled nor given up nor
   * kept to try them again. Reads rows that were published since the last comparison and no others; the limit of the
   * batch also tells the planner that looking each up is cheaper than reading the inbox. While another process compares,
   * nothing is done.
   */
  async compare(consumer: string, until: Date): Promise<Comparison> {
    const row = await this.database.one<Comparison>(Prisma.sql`
      WITH last AS (
        SELECT compared_until FROM event_comparisons WHERE consumer = ${consumer} FOR UPDATE SKIP LOCKED),
      batch AS MATERIALIZED (
        SELECT event_id, published_at FROM outbox_events
        WHERE published_at > (SELECT compared_until FROM last) AND published_at <= ${until}
        ORDER BY published_at FETCH FIRST ${Prisma.raw(String(batchSize))} ROWS WITH TIES),
      missing AS (
        INSERT INTO missing_events (event_id, consumer, found_at)
        SELECT event_id, ${consumer}, now() FROM batch
        WHERE NOT EXISTS (
            SELECT FROM inbox_events i WHERE i.event_id = batch.event_id AND i.consumer = ${consumer})
          AND NOT EXISTS (
            SELECT FROM event_retries r WHERE r.event_id = batch.event_id AND r.consumer = ${consumer})
        ON CONFLICT DO NOTHING RETURNING event_id),
      compared AS (
        SELECT count(*) >= ${batchSize} AS "hasMore",
          CASE WHEN count(*) >= ${batchSize} THEN max(published_at) ELSE ${until} END AS until FROM batch),
      moved AS (
        UPDATE event_comparisons c SET compared_until = greatest(c.compared_until, compared.until)
        FROM compared, last WHERE c.consumer = ${consumer})
      SELECT (SELECT count(*) FROM missing)::int AS missing, "hasMore" FROM compared`);
    return row ?? { missing: 0, hasMore: false };
  }

  /**
   * Forgets those that have arrived after all.
   *
   * @returns how many
   */
  async forgetArrived(consumer: string): Promise<number> {
    return this.database.execute(Prisma.sql`
      DELETE FROM missing_events m WHERE m.consumer = ${consumer} AND (
        EXISTS (SELECT FROM inbox_events i WHERE i.event_id = m.event_id AND i.consumer = m.consumer)
        OR EXISTS (SELECT FROM event_retries r WHERE r.event_id = m.event_id AND r.consumer = m.consumer))`);
  }

  /**
   * Those to be sent again: never sent yet, or sent before `until`, not for the last time, and so long ago that the
   * consumer cannot have them in hand. Else all times would be used up on one consumer that is slow.
   */
  async due(consumer: string, until: Date, limit: number): Promise<EventEnvelope[]> {
    const rows = await this.database.rows<OutboxRow>(Prisma.sql`
      SELECT o.id, o.event_id, o.type, o.data, o.request_id, o.traceparent, o.occurred_at, o.attempts
      FROM missing_events m JOIN outbox_events o ON o.event_id = m.event_id
      WHERE m.consumer = ${consumer} AND m.replays < ${mostReplays}
        AND (m.replayed_at IS NULL
          OR m.replayed_at <= ${until} AND m.replayed_at <= now() - make_interval(secs => ${holdSeconds}))
      ORDER BY m.found_at, o.id LIMIT ${limit}`);
    return rows.map(toEnvelope);
  }

  async markReplayed(consumer: string, ids: readonly string[]): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE missing_events SET replays = replays + 1, replayed_at = now()
      WHERE consumer = ${consumer} AND event_id = ANY(${[...ids]}::uuid[])`);
  }

  /** How many events are missing now, and for how many seconds published events have not been compared. */
  async standing(): Promise<{ missing: number; uncomparedSeconds: number }> {
    const row = await this.database.one<{ missing: number; uncompared: number }>(Prisma.sql`
      SELECT (SELECT count(*) FROM missing_events)::int AS missing,
        (SELECT coalesce(extract(epoch FROM now() - min(compared_until)), 0) FROM event_comparisons)::float8 AS uncompared`);
    return { missing: row?.missing ?? 0, uncomparedSeconds: Math.max(0, row?.uncompared ?? 0) };
  }
}
