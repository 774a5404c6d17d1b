import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';

/** Messages in the inbox of one account that go to another, when two records of a person become one. */
@Injectable()
export class MovedMessagesRepository {
  /** How many messages an account has. */
  count(queries: Queries, userId: number): Promise<number> {
    return queries.notification.count({ where: { userId } });
  }

  /**
   * Moves messages, all of them or those that are named. What the other account was told as well stays where it is, and
   * so does the ledger: it says which account a message was sent to.
   *
   * @returns the ids of those that moved
   */
  async move(
    queries: Queries,
    { from, to, only }: { readonly from: number; readonly to: number; readonly only?: readonly number[] },
  ): Promise<number[]> {
    const which = only === undefined ? {} : { id: { in: [...only] } };
    const select = {
      id: true,
      appointmentId: true,
      waitlistEntryId: true,
      channel: true,
      type: true,
      version: true,
      offsetMinutes: true,
    };
    const rows = await queries.notification.findMany({ where: { userId: from, ...which }, select });
    const told = await queries.notification.findMany({ where: { userId: to }, select });
    const keyOf = (row: (typeof rows)[number]): string => JSON.stringify({ ...row, id: undefined });
    const known = new Set(told.map(keyOf));
    const ids = rows.filter((row) => !known.has(keyOf(row))).map(({ id }) => id);
    await queries.notification.updateMany({ where: { id: { in: ids } }, data: { userId: to } });
    return ids;
  }
}
