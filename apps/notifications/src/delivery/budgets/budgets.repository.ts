import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries } from '#libs/database';
import { type Budgets } from './budget.js';

@Injectable()
export class BudgetsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Keeps other processes from spending the same budgets until the transaction ends. All lock them in one order. A budget
   * that is new is whole by now: rounded, its moment could be that of the next millisecond, and its last message one too
   * many.
   *
   * @returns what is known of them, and the time of the server after the locks: whoever spent before has an earlier one
   */
  async lock(
    queries: Queries,
    subjects: readonly string[],
  ): Promise<{ readonly budgets: Budgets; readonly now: number }> {
    const rows = await this.database.rows<{ subject: string; fullAt: Date; now: Date }>(
      Prisma.sql`
      INSERT INTO message_budgets (subject, full_at)
      SELECT subject, date_trunc('milliseconds', clock_timestamp()) FROM unnest(${[...new Set(subjects)].sort()}::text[]) AS s (subject)
      ON CONFLICT (subject) DO UPDATE SET subject = excluded.subject
      RETURNING subject, full_at AS "fullAt", clock_timestamp() AS now`,
      queries,
    );
    return {
      budgets: new Map(rows.map(({ subject, fullAt }) => [subject, fullAt.getTime()])),
      now: Math.max(...rows.map((row) => row.now.getTime())),
    };
  }

  async keep(queries: Queries, budgets: Budgets): Promise<void> {
    const moments = [...budgets.values()].map((fullAt) => new Date(fullAt).toISOString());
    await this.database.execute(
      Prisma.sql`
      UPDATE message_budgets b SET full_at = k.full_at
      FROM unnest(${[...budgets.keys()]}::text[], ${moments}::timestamptz[]) AS k (subject, full_at)
      WHERE b.subject = k.subject`,
      queries,
    );
  }
}
