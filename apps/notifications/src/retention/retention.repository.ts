import { Injectable } from '@nestjs/common';
import { Database, Prisma } from '#libs/database';

/** What is kept for a while and then of no more use to anybody. */
const expired = {
  idempotency_keys: Prisma.sql`created_at < now() - interval '24 hours'`,
  // Consumers may ask for events to be sent again for a week, so their inboxes remember longer than that.
  outbox_events: Prisma.sql`published_at < now() - interval '7 days'`,
  inbox_events: Prisma.sql`received_at < now() - interval '30 days'`,
  // Whoever asks what became of a link that they were sent asks within days.
  account_links: Prisma.sql`least(used_at, expires_at) < now() - interval '30 days'`,
  // Why somebody was not told is asked as long as the visit is remembered by those who ask.
  deliveries: Prisma.sql`due_at < now() - interval '1 year'`,
  waitlist_entries: Prisma.sql`ended_at < now() - interval '1 year'`,
  sessions: Prisma.sql`least(ended_at, expires_at) < now() - interval '30 days'`,
} as const;

export type Perishable = keyof typeof expired;

export const perishables = Object.keys(expired) as Perishable[];

/** Few enough to be gone well within the time that a statement may take. */
const batchSize = 5000;

@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes what has expired in a table, one bounded statement at a time. Several processes may do so at once.
   *
   * @returns how many rows went
   */
  async clear(table: Perishable): Promise<number> {
    const name = Prisma.raw(table);
    let gone = 0;
    for (let batch = batchSize; batch === batchSize; gone += batch) {
      batch = await this.database.client.$executeRaw`
        DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM ${name} WHERE ${expired[table]} LIMIT ${batchSize} FOR UPDATE SKIP LOCKED))`;
    }
    return gone;
  }

  /** @returns how many entries of the audit log went; the database keeps those of the last year whatever it is told */
  async forgetAudit(days: number): Promise<number> {
    const [row] = await this.database.client.$queryRaw<{ gone: bigint }[]>`
      SELECT forget_audit_entries(${days}::int) AS gone`;
    return Number(row?.gone ?? 0);
  }
}
