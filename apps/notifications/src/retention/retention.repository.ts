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

export const perishables = Object.keys(expired) as Perishable[];

/** Few enough to be gone well within the time that a statement may take. */
const batchSize = 5000;

@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes what has expired in a table, one bounded statement at a time. Several processes may do so at once.
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

  /** @returns how many entries of the audit log went; the database keeps those of the last year whatever it is told */
  async forgetAudit(days: number): Promise<number> {
    const row = await this.database.one<{ gone: number }>(Prisma.sql`
      SELECT forget_audit_entries(${days}::int)::int AS gone`);
    return row?.gone ?? 0;
  }
}
