import { Inject, Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';
import { type EventEnvelope } from '../events/events.js';

/** Injection token of the name under which this process notes what it has done with an event. */
export const CONSUMER = Symbol('CONSUMER');

/** An event that is to be tried once more by this process. */
export interface DueRetry {
  readonly envelope: EventEnvelope;
  /** How often it was tried, this time included */
  readonly attempts: number;
}

/**
 * Events that could not be handled when they were delivered. RabbitMQ hands what is returned to it out again at once and
 * would have to be kept waiting; here an event waits without holding up others, and outlives the broker.
 */
@Injectable()
export class EventRetriesRepository {
  constructor(
    private readonly database: Database,
    @Inject(CONSUMER) private readonly consumer: string,
  ) {}

  /** Keeps an event that failed for the first time. One that waits already stays as it is. */
  async park(envelope: EventEnvelope, reason: string, pauseSeconds: number): Promise<void> {
    await this.database.execute(Prisma.sql`
      INSERT INTO event_retries (event_id, consumer, envelope, attempts, reason, available_at, created_at)
      VALUES (${envelope.id}::uuid, ${this.consumer}, ${JSON.stringify(envelope)}::jsonb, 1, ${reason},
        now() + make_interval(secs => ${pauseSeconds}), now())
      ON CONFLICT DO NOTHING`);
  }

  /** Takes what is due for `leaseSeconds`. Other processes pass it by; if this one dies, it is due again when they end. */
  async claim(limit: number, leaseSeconds: number): Promise<DueRetry[]> {
    return this.database.rows<DueRetry>(Prisma.sql`
      UPDATE event_retries
      SET attempts = attempts + 1, available_at = now() + make_interval(secs => ${leaseSeconds})
      WHERE consumer = ${this.consumer} AND event_id = ANY(ARRAY(
        SELECT event_id FROM event_retries
        WHERE consumer = ${this.consumer} AND available_at <= now()
        ORDER BY available_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED))
      RETURNING envelope, attempts`);
  }

  /** How many events wait, and for how many seconds the oldest of them has; those that are never due any more included. */
  async backlog(): Promise<{ waiting: number; oldestSeconds: number }> {
    const row = await this.database.one<{ waiting: number; oldest: number }>(Prisma.sql`
      SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest
      FROM event_retries WHERE consumer = ${this.consumer}`);
    return { waiting: row?.waiting ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
  }

  async remove(eventId: string): Promise<void> {
    await this.database.client.eventRetry.deleteMany({ where: { eventId, consumer: this.consumer } });
  }

  /**
   * Has an event wait for its next attempt.
   *
   * @param pauseSeconds `never`: it stays until an operator decides what becomes of it
   */
  async postpone(eventId: string, reason: string, pauseSeconds: number | 'never'): Promise<void> {
    const next =
      pauseSeconds === 'never'
        ? Prisma.sql`'infinity'`
        : Prisma.sql`now() + make_interval(secs => ${pauseSeconds})`;
    await this.database.execute(Prisma.sql`
      UPDATE event_retries SET reason = ${reason}, available_at = ${next}
      WHERE event_id = ${eventId}::uuid AND consumer = ${this.consumer}`);
  }
}
