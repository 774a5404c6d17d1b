import { Injectable } from '@nestjs/common';
import { currentContext, traceparentAfter } from '#libs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { type EventData, type EventEnvelope, type EventType } from '../events/events.js';

/** An event that this relay has claimed, with its place in the outbox. */
export interface ClaimedEvent {
  readonly id: bigint;
  /** Which names its partition */
  readonly occurredAt: Date;
  readonly attempts: number;
  readonly envelope: EventEnvelope;
}

/** An event as the outbox holds it. */
export interface OutboxRow {
  /** A bigint */
  id: string;
  event_id: string;
  type: EventType;
  data: unknown;
  request_id: string | null;
  traceparent: string | null;
  occurred_at: Date;
  attempts: number;
}

/** Where relays hear with LISTEN that there is something to publish. */
export const outboxChannel = 'docket_outbox';

/**
 * Wakes the relays at the commit. A notification takes a lock of the whole server until the commit is on disk, so that
 * 16 clients write a tenth of what they do without; bookings therefore nudge the relay of their own process instead.
 */
const wakeRelays = (type: EventType): Prisma.Sql =>
  type.startsWith('appointment.') ? Prisma.empty : Prisma.sql`RETURNING pg_notify(${outboxChannel}, '')`;

/** Which request causes an event: its own column each, or an SQL expression for it. */
export interface EventOrigin {
  readonly requestId: string | null | Prisma.Sql;
  /** W3C Trace Context */
  readonly traceparent: string | Prisma.Sql;
}

/** The request that is being handled, as the origin of its events. */
export const currentOrigin = (): { readonly requestId: string | null; readonly traceparent: string } => {
  const { requestId = null, traceparent = traceparentAfter(undefined) } = currentContext() ?? {};
  return { requestId, traceparent };
};

/**
 * SQL that writes an event in the same statement as what causes it; one event for each row of `source`.
 *
 * @param data an SQL expression over `source` that yields the event's `data` as jsonb
 * @param occurredAt an SQL expression over `source` where its rows differ in it
 * @param source name of a table or CTE
 * @param origin the same where several requests are written together
 */
export const insertEventFrom = (
  type: EventType,
  data: Prisma.Sql,
  occurredAt: Date | Prisma.Sql,
  source: Prisma.Sql,
  { requestId, traceparent }: EventOrigin = currentOrigin(),
): Prisma.Sql => Prisma.sql`
    INSERT INTO outbox_events (event_id, type, data, request_id, traceparent, occurred_at, available_at)
    SELECT gen_random_uuid(), ${type}, ${data}, ${requestId}, ${traceparent}, ${occurredAt}, ${occurredAt}
    FROM ${source} ${wakeRelays(type)}`;

/** Writes one event in the transaction that causes it. */
export async function insertEvent<Type extends EventType>(
  queries: Queries,
  type: Type,
  data: EventData[Type],
  occurredAt: Date,
): Promise<void> {
  const one = Prisma.sql`(SELECT) AS one`;
  const json = Prisma.sql`${JSON.stringify(data)}::jsonb`;
  // A function has no Database at hand; its callers are in a transaction.
  await queries.$executeRaw(insertEventFrom(type, json, occurredAt, one));
}

@Injectable()
export class OutboxRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes the oldest waiting events for `leaseSeconds`. Other relays pass them by; if this one dies, they come back
   * when the lease ends. No row stays locked while the broker is spoken to.
   */
  async claim(limit: number, leaseSeconds: number): Promise<ClaimedEvent[]> {
    // Every partition may have one that waits; but the partitions of those that were found are the only ones to be written.
    const rows = await this.database.rows<OutboxRow>(Prisma.sql`
      WITH due AS MATERIALIZED (
        SELECT id, occurred_at FROM outbox_events
        WHERE published_at IS NULL AND available_at <= now()
        ORDER BY id LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)
      UPDATE outbox_events SET attempts = attempts + 1, available_at = now() + make_interval(secs => ${leaseSeconds})
      WHERE id = ANY(ARRAY(SELECT id FROM due)) AND occurred_at >= (SELECT min(occurred_at) FROM due)
        AND occurred_at <= (SELECT max(occurred_at) FROM due)
      RETURNING id, event_id, type, data, request_id, traceparent, occurred_at, attempts`);
    return rows
      .map((row) => ({
        id: BigInt(row.id),
        occurredAt: row.occurred_at,
        attempts: row.attempts,
        envelope: toEnvelope(row),
      }))
      .sort((a, b) => Number(a.id - b.id));
  }

  async markPublished(events: readonly ClaimedEvent[]): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE outbox_events SET published_at = now() WHERE ${areThese(events)}`);
  }

  /** Gives events back, to be tried again after a pause. */
  async release(events: readonly ClaimedEvent[], pauseSeconds: number): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE outbox_events SET available_at = now() + make_interval(secs => ${pauseSeconds}) WHERE ${areThese(events)}`);
  }

  /** How many events wait, and for how many seconds the oldest of them has. */
  async backlog(): Promise<{ pending: number; oldestSeconds: number }> {
    const row = await this.database.one<{ pending: number; oldest: number }>(Prisma.sql`
      SELECT count(*)::int AS pending, coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float8 AS oldest
      FROM outbox_events WHERE published_at IS NULL`);
    return { pending: row?.pending ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
  }
}

/** Their rows, of no other partitions than theirs. */
function areThese(events: readonly ClaimedEvent[]): Prisma.Sql {
  const instants = events.map(({ occurredAt }) => occurredAt.getTime());
  return Prisma.sql`id = ANY(${events.map(({ id }) => id)}::bigint[])
    AND occurred_at BETWEEN ${new Date(Math.min(...instants))} AND ${new Date(Math.max(...instants))}`;
}

/** What travels of it. */
export const toEnvelope = (row: OutboxRow): EventEnvelope =>
  ({
    id: row.event_id,
    type: row.type,
    occurredAt: row.occurred_at.toISOString(),
    requestId: row.request_id,
    traceparent: row.traceparent,
    data: row.data,
  }) as EventEnvelope;
