import { Injectable } from '@nestjs/common';
import { type AppointmentStatus, Database } from '#libs/database';
import { type Channel, type Occasion } from '#libs/notifications';

/** A message that this process is about to send. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly occasion: Occasion;
  readonly userId: number | null;
  readonly appointmentId: number | null;
  readonly linkId: string | null;
  readonly status: AppointmentStatus | null;
  readonly startsAt: Date | null;
  readonly offsetMinutes: number | null;
  /** `YYYY-MM-DD` */
  readonly day: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  readonly attempts: number;
  readonly doubts: number;
}

/** A message of which it is not known whether it was sent is tried once more, and then left to people. */
const mostDoubts = 2;

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes what is due for `leaseSeconds`, the most overdue first. Other processes pass it by, and nothing stays locked
   * while a provider is spoken to.
   */
  claim(channel: Channel, limit: number, leaseSeconds: number): Promise<ClaimedDelivery[]> {
    return this.database.client.$queryRaw<ClaimedDelivery[]>`
      UPDATE deliveries SET attempts = attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE id IN (
        SELECT id FROM deliveries
        WHERE channel = ${channel}::channel AND state IN ('planned', 'uncertain') AND due_at <= now()
          AND lease_until IS NULL AND doubts < ${mostDoubts}
        ORDER BY due_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED)
      RETURNING id, occasion, user_id AS "userId", appointment_id AS "appointmentId", link_id::text AS "linkId", status,
        starts_at AS "startsAt", offset_minutes AS "offsetMinutes", day::text, due_at AS "dueAt",
        expires_at AS "expiresAt", attempts, doubts`;
  }

  /**
   * Marks what a process took and never came back to: the provider may have it.
   *
   * @returns how many there were
   */
  doubt(channel: Channel): Promise<number> {
    return this.database.client.$executeRaw`
      UPDATE deliveries SET state = 'uncertain', reason = 'sender_died', doubts = doubts + 1, lease_until = NULL
      WHERE channel = ${channel}::channel AND state IN ('planned', 'uncertain') AND lease_until < now()`;
  }

  /** Also when the lease is over, as long as nobody else has tried since: that it was sent is true all the same. */
  async markSent({ id, attempts }: ClaimedDelivery, providerId: string | null): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE deliveries SET state = 'sent', reason = NULL, lease_until = NULL, sent_at = now(), provider_id = ${providerId}
      WHERE id = ${id} AND attempts = ${attempts}`;
  }

  async end({ id, attempts }: ClaimedDelivery, state: 'skipped' | 'failed', reason: string): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE deliveries SET state = ${state}::delivery_state, reason = ${reason}, lease_until = NULL
      WHERE id = ${id} AND attempts = ${attempts} AND lease_until IS NOT NULL`;
  }

  /** Gives a message back, to be tried again after a pause. */
  async postpone(
    { id, attempts }: ClaimedDelivery,
    reason: string,
    pauseSeconds: number,
    isUncertain: boolean,
  ): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE deliveries SET lease_until = NULL, reason = ${reason},
        due_at = now() + make_interval(secs => ${pauseSeconds}::float8),
        state = CASE WHEN ${isUncertain}::boolean THEN 'uncertain' ELSE state END,
        doubts = doubts + ${isUncertain ? 1 : 0}::int
      WHERE id = ${id} AND attempts = ${attempts} AND lease_until IS NOT NULL`;
  }

  /** Gives back what was taken and never tried. */
  async release(ids: readonly number[]): Promise<void> {
    await this.database.client.$executeRaw`
      UPDATE deliveries SET lease_until = NULL, attempts = attempts - 1
      WHERE id = ANY(${[...ids]}::int[]) AND lease_until IS NOT NULL`;
  }

  /** How many messages are due, and for how many seconds the oldest of them has been. */
  async backlog(): Promise<{ due: number; oldestSeconds: number }> {
    const [row] = await this.database.client.$queryRaw<{ due: number; oldest: number }[]>`
      SELECT count(*)::int AS due, coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8 AS oldest
      FROM deliveries WHERE state IN ('planned', 'uncertain') AND due_at <= now() AND doubts < ${mostDoubts}`;
    return { due: row?.due ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
  }
}
