import { Injectable } from '@nestjs/common';
import { expiredAppointmentRows } from '#libs/appointments';
import { expiredAccountRows } from '#libs/auth';
import { Database, Prisma } from '#libs/database';
import { expiredEventRows } from '#libs/messaging';
import { expiredMessageRows } from '#libs/notifications';

/** What each lib says of its own tables */
const expired = {
  ...expiredAccountRows,
  ...expiredAppointmentRows,
  ...expiredEventRows,
  ...expiredMessageRows,
};

export type Perishable = keyof typeof expired;

/** What goes by whole partitions */
export type Partitioned = 'outbox_events' | 'audit_entries';

export const perishables = Object.keys(expired) as Perishable[];

/** Few enough to be gone well within the time that a statement may take; the functions of the database have the same. */
const batchSize = 5000;

@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes what has expired in a table, one bounded statement at a time. Several processes may do so at once. Of no use
   * for a partitioned table, where the place of a row is that of other rows in other partitions.
   *
   * @param signal ends it after the statement in hand
   * @returns how many rows went
   */
  async clear(table: Perishable, signal?: AbortSignal): Promise<number> {
    const name = Prisma.raw(table);
    let gone = 0;
    for (let batch = batchSize; batch === batchSize && signal?.aborted !== true; gone += batch) {
      batch = await this.database.execute(Prisma.sql`
        DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM ${name} WHERE ${expired[table]} LIMIT ${batchSize} FOR UPDATE SKIP LOCKED))`);
    }
    return gone;
  }

  /**
   * Gives up letters that no worker will take any more, and their addresses with them.
   *
   * @param isSendable whether there is a way to send mail; without one none waits
   * @returns how many there were
   */
  dropLetters(isSendable: boolean): Promise<number> {
    return this.database.execute(Prisma.sql`
      UPDATE deliveries SET letter = NULL, lease_until = NULL, state = 'skipped', doubts = 0,
        reason = ${isSendable ? 'late' : 'not_configured'}
      WHERE letter IS NOT NULL AND (NOT ${isSendable}::boolean OR expires_at < now())
        AND (lease_until IS NULL OR lease_until < now())`);
  }

  /**
   * Has the database forget what it forgets by partitions, of which the apps can drop none themselves.
   *
   * @param auditDays for how long the audit log is kept; the database keeps the last year whatever it is told
   * @param signal ends it after the statement in hand
   * @returns how many rows of each table went; of whole partitions it is an estimate
   */
  async forget(auditDays: number, signal?: AbortSignal): Promise<Readonly<Record<Partitioned, number>>> {
    return {
      outbox_events: await this.insist(Prisma.sql`forget_outbox_events()`, signal),
      audit_entries: await this.insist(Prisma.sql`forget_audit_entries(${auditDays}::int)`, signal),
    };
  }

  private async insist(forgetting: Prisma.Sql, signal?: AbortSignal): Promise<number> {
    let gone = 0;
    for (let batch = batchSize; batch >= batchSize && signal?.aborted !== true; gone += batch) {
      const row = await this.database.one<{ gone: number }>(Prisma.sql`SELECT ${forgetting}::int AS gone`);
      batch = row?.gone ?? 0;
    }
    return gone;
  }

  /** Makes the partitions of this period and the next. */
  async makePartitions(): Promise<void> {
    await this.database.rows(Prisma.sql`SELECT make_partitions()`);
  }

  /** For how many seconds to come every partitioned table has partitions, and how many rows found none of their own. */
  async partitionStanding(): Promise<{ ahead: number; stray: number }> {
    const row = await this.database.one<{ ahead: number; stray: number }>(Prisma.sql`
      SELECT ahead_seconds AS ahead, stray FROM partition_standing()`);
    return row ?? { ahead: 0, stray: 0 };
  }
}
