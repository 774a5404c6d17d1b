import { Injectable } from '@nestjs/common';
import { type AppointmentStatus, Database, Prisma } from '#libs/database';
import { type Channel, type Letter, type Occasion, prompts } from '#libs/notifications';

/** A message that this process is about to send. */
export interface ClaimedDelivery {
  readonly id: number;
  readonly occasion: Occasion;
  /** To an account that the visit has left */
  readonly isFarewell: boolean;
  readonly userId: number | null;
  readonly appointmentId: number | null;
  readonly linkId: string | null;
  /** What an erased person is told, and where */
  readonly letter: Letter | null;
  /** The place that has changed */
  readonly locationId: number | null;
  /** The revision of the place that is told: as it was planned, and then as it is sent */
  readonly placeRevision: number | null;
  /** The entry of the waitlist that has ended */
  readonly waitlistEntryId: number | null;
  readonly version: number | null;
  readonly status: AppointmentStatus | null;
  readonly startsAt: Date | null;
  readonly offsetMinutes: number | null;
  /** `YYYY-MM-DD` */
  readonly day: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
  /** Told together with other news, because its budget was spent */
  readonly isCollected: boolean;
  readonly attempts: number;
  readonly doubts: number;
}

/** A message of which it is not known whether it was sent is tried once more, and then left to people. */
const mostDoubts = 2;

/** A letter stays while there is a try to come, after `doubts` more doubts; its address is kept no longer. */
const letterAfter = (doubts: number): Prisma.Sql => Prisma.sql`
  letter = CASE WHEN doubts + ${doubts}::int < ${mostDoubts} THEN letter END`;

/** Rows that no other process has tried since they were taken. */
const areThese = (deliveries: readonly ClaimedDelivery[]): Prisma.Sql => Prisma.sql`
  (id, attempts) IN (SELECT * FROM unnest(${deliveries.map(({ id }) => id)}::int[],
    ${deliveries.map(({ attempts }) => attempts)}::int[]))`;

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes what is due for `leaseSeconds`, the most overdue first. Other processes pass it by, and nothing stays locked
   * while a provider is spoken to.
   *
   * Reminders of one recipient that are due at one moment are taken together, and so is what tells of one place, and news
   * that is collected, because they become one message: the first of them stands for all, so that two processes cannot share them. They may be more
   * than `limit` then.
   */
  claim(channel: Channel, limit: number, leaseSeconds: number): Promise<ClaimedDelivery[]> {
    const isOpen = Prisma.sql`state IN ('planned', 'uncertain') AND lease_until IS NULL AND doubts < ${mostDoubts}`;
    // An inbox rings nobody, and keeps each reminder by itself.
    const isTogether = Prisma.sql`
      o.channel = ${channel}::channel AND o.user_id = d.user_id AND o.due_at = d.due_at AND o.is_collected = d.is_collected
      AND (d.is_collected OR o.occasion = d.occasion
        AND CASE WHEN d.occasion = 'reminder' THEN o.channel <> 'in_app' ELSE o.location_id = d.location_id END)`;
    const mayBeTogether = Prisma.sql`(d.is_collected OR d.occasion IN ('reminder', 'location_changed'))`;
    // Planned every time: a plan from when there was little to send reads the whole ledger for each batch of a full one.
    return this.database.search<ClaimedDelivery>(Prisma.sql`
      WITH due AS MATERIALIZED (
        SELECT id, occasion, user_id, location_id, due_at, is_collected FROM deliveries d
        WHERE channel = ${channel}::channel AND due_at <= now() AND ${isOpen}
          AND NOT (${mayBeTogether} AND EXISTS (
            SELECT FROM deliveries o WHERE ${isTogether} AND o.id < d.id AND ${isOpen}))
        ORDER BY due_at LIMIT ${limit}
        FOR UPDATE OF d SKIP LOCKED)
      UPDATE deliveries SET attempts = attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}::int)
      WHERE ${isOpen} AND id IN (
        SELECT id FROM due
        UNION
        SELECT o.id FROM deliveries o JOIN due d ON ${mayBeTogether} AND ${isTogether})
      RETURNING id, occasion, is_farewell AS "isFarewell", version, user_id AS "userId",
        appointment_id AS "appointmentId", link_id::text AS "linkId", letter, location_id AS "locationId",
        place_revision AS "placeRevision", waitlist_entry_id AS "waitlistEntryId", status, starts_at AS "startsAt", offset_minutes AS "offsetMinutes", day::text, due_at AS "dueAt",
        expires_at AS "expiresAt", is_collected AS "isCollected", attempts, doubts`);
  }

  /**
   * Marks what a process took and never came back to: the provider may have it. What was taken was due, so nothing of what
   * is planned for later is looked at.
   *
   * @returns how many there were
   */
  doubt(channel: Channel): Promise<number> {
    return this.database.execute(Prisma.sql`
      UPDATE deliveries SET state = 'uncertain', reason = 'sender_died', doubts = doubts + 1, lease_until = NULL,
        ${letterAfter(1)}
      WHERE channel = ${channel}::channel AND state IN ('planned', 'uncertain') AND due_at <= now()
        AND lease_until < now()`);
  }

  /**
   * Also when the lease is over, as long as no other process has tried since: that it was sent is true all the same. What
   * was told of a place is kept with it.
   */
  async markSent(deliveries: readonly ClaimedDelivery[], providerId: string | null): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE deliveries SET state = 'sent', reason = NULL, lease_until = NULL, sent_at = now(),
        provider_id = ${providerId}, place_revision = told.revision, letter = NULL
      FROM unnest(${deliveries.map(({ id }) => id)}::int[], ${deliveries.map(({ placeRevision }) => placeRevision)}::int[])
        AS told (told_id, revision)
      WHERE told_id = id AND ${areThese(deliveries)}`);
  }

  /** Tries no more. What an earlier try may have sent all the same stays uncertain, and is left to people. */
  async end({ id, attempts }: ClaimedDelivery, state: 'skipped' | 'failed', reason: string): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE deliveries SET reason = ${reason}, lease_until = NULL, letter = NULL,
        state = CASE WHEN doubts > 0 THEN 'uncertain' ELSE ${state}::delivery_state END,
        doubts = CASE WHEN doubts > 0 THEN ${mostDoubts} ELSE 0 END
      WHERE id = ${id} AND attempts = ${attempts} AND lease_until IS NOT NULL`);
  }

  /** Gives a message back, to be tried again after a pause; what it tells together stays due at one moment. */
  async postpone(
    deliveries: readonly ClaimedDelivery[],
    reason: string,
    pauseSeconds: number,
    isUncertain: boolean,
  ): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE deliveries SET lease_until = NULL, reason = ${reason},
        due_at = now() + make_interval(secs => ${pauseSeconds}::float8),
        state = CASE WHEN ${isUncertain}::boolean THEN 'uncertain' ELSE state END,
        doubts = doubts + ${isUncertain ? 1 : 0}::int, ${letterAfter(isUncertain ? 1 : 0)}
      WHERE ${areThese(deliveries)} AND lease_until IS NOT NULL`);
  }

  /**
   * Gives back what was not tried, because its budget is spent. News is collected, to be told together; prompts that are due
   * at the same moment are told together anyway. What would be of no use by then is tried halfway to its end.
   */
  async collect(deliveries: readonly ClaimedDelivery[], until: Date): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE deliveries SET lease_until = NULL, attempts = attempts - 1, reason = 'collected',
        is_collected = occasion <> ALL(${[...prompts]}::occasion[]),
        due_at = CASE WHEN expires_at > ${until} THEN ${until} ELSE now() + greatest(expires_at - now(), interval '2 seconds') / 2 END
      WHERE ${areThese(deliveries)} AND lease_until IS NOT NULL`);
  }

  /** Gives back what was taken and never tried. */
  async release(ids: readonly number[]): Promise<void> {
    await this.database.execute(Prisma.sql`
      UPDATE deliveries SET lease_until = NULL, attempts = attempts - 1
      WHERE id = ANY(${[...ids]}::int[]) AND lease_until IS NOT NULL`);
  }

  /** How many messages are due, and for how many seconds the oldest of them has been. */
  async backlog(): Promise<{ due: number; oldestSeconds: number }> {
    const row = await this.database.one<{ due: number; oldest: number }>(Prisma.sql`
      SELECT count(*)::int AS due, coalesce(extract(epoch FROM now() - min(due_at)), 0)::float8 AS oldest
      FROM deliveries WHERE state IN ('planned', 'uncertain') AND due_at <= now() AND doubts < ${mostDoubts}`);
    return { due: row?.due ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
  }
}
