import { type Database, Prisma } from '#libs/database';
import { outboxChannel } from './outbox.repository.js';

/** How an outbox stands, as operators want to know it. */
export interface OutboxStatus {
  readonly waiting: number;
  readonly oldestSeconds: number;
  /** Those of the waiting that were not confirmed at least once */
  readonly failing: number;
  readonly publishedLastHour: number;
  /** Those that were published and are known to have reached no consumer */
  readonly missing: number;
  /** Events that a consumer took and tries again, by what they failed with */
  readonly retries: readonly { readonly reason: string; readonly count: number }[];
}

/** Which published events are to be published again. */
export interface ReplayFilter {
  readonly eventId?: string | undefined;
  readonly type?: string | undefined;
  /** Those that happened at or after this */
  readonly from?: Date | undefined;
  /** Those that happened before this */
  readonly to?: Date | undefined;
  /** Whether only those that are known to have reached no consumer */
  readonly missing?: boolean | undefined;
}

/** What operators do with the outbox by hand. */
export class OutboxOperationsRepository {
  constructor(private readonly database: Database) {}

  async status(): Promise<OutboxStatus> {
    const row = await this.database.one<Omit<OutboxStatus, 'retries'>>(Prisma.sql`
      SELECT count(*)::int AS waiting,
        coalesce(extract(epoch FROM now() - min(occurred_at)), 0)::float8 AS "oldestSeconds",
        (count(*) FILTER (WHERE attempts > 1))::int AS failing,
        (SELECT count(*) FROM outbox_events WHERE published_at > now() - interval '1 hour')::int AS "publishedLastHour",
        (SELECT count(*) FROM missing_events)::int AS missing
      FROM outbox_events WHERE published_at IS NULL`);
    const retries = await this.database.rows<OutboxStatus['retries'][number]>(Prisma.sql`
      SELECT reason, count(*)::int AS count FROM event_retries GROUP BY reason ORDER BY count DESC, reason`);
    const nothing = { waiting: 0, oldestSeconds: 0, failing: 0, publishedLastHour: 0, missing: 0 };
    return { ...nothing, ...row, retries };
  }

  /**
   * Has events published once more, under their old ids: a consumer that has handled one before does nothing.
   *
   * @returns how many
   */
  async replay({ eventId, type, from, to, missing }: ReplayFilter): Promise<number> {
    const conditions = [
      Prisma.sql`published_at IS NOT NULL`,
      ...(eventId === undefined ? [] : [Prisma.sql`event_id = ${eventId}::uuid`]),
      ...(type === undefined ? [] : [Prisma.sql`type = ${type}`]),
      ...(from === undefined ? [] : [Prisma.sql`occurred_at >= ${from}`]),
      ...(to === undefined ? [] : [Prisma.sql`occurred_at < ${to}`]),
      ...(missing === true ? [Prisma.sql`event_id IN (SELECT event_id FROM missing_events)`] : []),
    ];
    return this.database.transaction(async (queries) => {
      const count = await this.database.execute(
        Prisma.sql`
        UPDATE outbox_events SET published_at = NULL, available_at = now(), attempts = 0
        WHERE ${Prisma.join(conditions, ' AND ')}`,
        queries,
      );
      await this.database.execute(Prisma.sql`SELECT pg_notify(${outboxChannel}, '')`, queries);
      return count;
    });
  }
}
