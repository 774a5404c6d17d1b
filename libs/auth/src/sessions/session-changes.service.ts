import { Injectable } from '@nestjs/common';
import { StateCache } from '#libs/cache';
import { Database, type Queries } from '#libs/database';
import { SessionsRepository } from './sessions.repository.js';

/** What a transaction does to sessions. */
export class SessionChanges {
  /** The sessions that this transaction has ended or proven. */
  readonly sessionIds: string[] = [];
  /** The people whose rights this transaction has changed. */
  readonly userIds: number[] = [];

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly queries: Queries,
    private readonly now: Date,
  ) {}

  /**
   * Ends a user's sessions.
   *
   * @param except the session that stays
   */
  async end(userId: number, except?: string): Promise<void> {
    const which = except === undefined ? {} : { except };
    this.sessionIds.push(...(await this.sessions.end(this.queries, userId, this.now, which)));
  }

  /** Notes that a session has shown a second factor, and ends the user's other sessions. */
  async prove(userId: number, sessionId: string): Promise<void> {
    await this.sessions.prove(this.queries, sessionId);
    this.sessionIds.push(sessionId);
    await this.end(userId, sessionId);
  }

  /** Has the sessions of these people read anew: their role, their locations or their dependants have changed. */
  reconsider(userIds: readonly number[]): void {
    this.userIds.push(...userIds);
  }
}

/**
 * The one way to a transaction that ends sessions or changes what they may do: every process forgets what it keeps of
 * them as soon as the transaction is committed.
 */
@Injectable()
export class SessionChangesService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly cache: StateCache,
  ) {}

  /** Runs `work` in one transaction; as in {@link Database.transaction}, it may run more than once. */
  async commit<T>(now: Date, work: (queries: Queries, changes: SessionChanges) => Promise<T>): Promise<T> {
    const { result, changes } = await this.database.transaction(async (queries) => {
      const changes = new SessionChanges(this.sessions, queries, now);
      return { result: await work(queries, changes), changes };
    });
    await this.cache.changed('sessions', await this.touchedBy(changes));
    return result;
  }

  /** Asked after the commit, so that a session that opened meanwhile with the rights of before is among them. */
  private async touchedBy({ sessionIds, userIds }: SessionChanges): Promise<string[]> {
    if (userIds.length === 0) return sessionIds;
    return [...sessionIds, ...(await this.sessions.idsOf(this.database.client, userIds))];
  }
}
