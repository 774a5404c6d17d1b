import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Cache } from '#libs/cache';
import { Database, type Queries } from '#libs/database';
import { type AccessClaims, AccessTokens } from './access-tokens.js';
import { sessionEnded, sessionNotFound } from './auth.errors.js';
import { RefreshTokens } from './refresh-tokens.js';
import { SessionLifetimes } from './session-lifetimes.js';
import {
  type ActiveSession,
  type ListedSession,
  type ProvenAccount,
  SessionsRepository,
} from './sessions.repository.js';
import { isUuid } from './uuid.js';

const cacheMilliseconds = 60_000;
const seenMilliseconds = 60_000;
const graceMilliseconds = 10_000;
const mostUserAgent = 255;

/** What a client acts with: a JWT for requests and a refresh token for the next pair. `expiresIn` is in seconds. */
export interface TokenPair {
  readonly token: string;
  readonly refreshToken: string;
  readonly expiresIn: number;
}

interface CachedSession {
  readonly session: ActiveSession;
  /** Milliseconds since 1970 UTC */
  readonly endsAt: number;
}

/** Who is signed in. Sessions live in PostgreSQL; the cache only spares the look-up. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly lifetimes: SessionLifetimes,
    private readonly cache: Cache,
  ) {}

  /**
   * Opens a session for somebody who has proven who they are.
   *
   * @param account as it was when they proved it
   * @param secondFactor whether they have shown a second factor too
   * @param userAgent what the client calls itself, so that its owner recognises the session
   * @returns undefined when the account was disabled or its password changed meanwhile
   */
  async open(
    account: ProvenAccount,
    secondFactor: boolean,
    userAgent: string | undefined,
  ): Promise<TokenPair | undefined> {
    const id = randomUUID();
    const { now } = this.lifetimes.times();
    const isOpen = await this.sessions.create({
      id,
      account,
      secondFactor,
      userAgent: userAgent?.slice(0, mostUserAgent) ?? null,
      now,
      expiresAt: this.lifetimes.expiryOf(now),
    });
    return isOpen ? this.pair(account.id, id, 0) : undefined;
  }

  /**
   * Trades a refresh token for a new pair. One that comes again was copied, so its session ends (RFC 9700, 4.14.2);
   * within ten seconds it is taken for a second tab of the same browser and gets the same successor.
   *
   * @throws AppError `auth.session_ended`
   */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const ticket = this.refreshTokens.read(refreshToken);
    if (ticket === undefined) throw sessionEnded();
    const times = this.lifetimes.times();
    const graceSince = new Date(times.now.getTime() - graceMilliseconds);
    const rotation = await this.sessions.rotate(ticket, times, graceSince);
    if (rotation === 'reused') {
      await this.sessions.endCopied(ticket.sessionId, times.now);
      await this.changed([ticket.sessionId]);
    }
    if (typeof rotation === 'string') throw sessionEnded();
    return this.pair(rotation.userId, ticket.sessionId, rotation.generation);
  }

  /**
   * The session that a verified access token speaks for.
   *
   * @throws AppError `auth.session_ended` when it was ended, has expired, or its user was disabled
   */
  async resume({ sid, sub }: AccessClaims): Promise<ActiveSession> {
    if (!isUuid(sid)) throw sessionEnded();
    const cached = await this.cache.rememberUntilChanged('sessions', sid, cacheMilliseconds, () =>
      this.find(sid),
    );
    const isOver = cached === null || cached.endsAt <= this.lifetimes.times().now.getTime();
    if (isOver || cached.session.userId !== Number(sub)) throw sessionEnded();
    return cached.session;
  }

  /** The sessions in force of whoever asks, the one that was used last first. */
  async list(userId: number): Promise<ListedSession[]> {
    return this.sessions.listOfUser(userId, this.lifetimes.times());
  }

  /**
   * Ends one session: its tokens are worth nothing from now on.
   *
   * @throws AppError `session.not_found` when the user has none with this id
   */
  async end(userId: number, sessionId: string): Promise<void> {
    const { now } = this.lifetimes.times();
    const only = isUuid(sessionId) ? sessionId : undefined;
    const ended =
      only === undefined ? [] : await this.sessions.end(this.database.client, userId, now, { only });
    if (ended.length === 0) throw sessionNotFound();
    await this.changed(ended);
  }

  /** Signs out of one session. Doing so twice, even at once, is no mistake. */
  async signOut({ userId, id }: ActiveSession): Promise<void> {
    const { now } = this.lifetimes.times();
    await this.changed(await this.sessions.end(this.database.client, userId, now, { only: id }));
  }

  /** Signs a user out everywhere. */
  async endAll(userId: number): Promise<void> {
    await this.changed(await this.sessions.end(this.database.client, userId, this.lifetimes.times().now));
  }

  /**
   * Ends a user's sessions in a transaction; {@link changed} has to hear of them when it is committed.
   *
   * @param except the one that stays
   * @returns the ids of those that ended
   */
  async endIn(queries: Queries, userId: number, except?: string): Promise<string[]> {
    return this.sessions.end(queries, userId, this.lifetimes.times().now, {
      ...(except !== undefined && { except }),
    });
  }

  /**
   * Notes in a transaction that a session has shown a second factor, and ends the user's others.
   *
   * @returns the ids of those that ended
   */
  async proveIn(queries: Queries, userId: number, sessionId: string): Promise<string[]> {
    await this.sessions.prove(queries, sessionId);
    return this.endIn(queries, userId, sessionId);
  }

  /** @returns the ids of a user's sessions that have not ended */
  async idsIn(queries: Queries, userId: number): Promise<string[]> {
    return this.sessions.idsOf(queries, [userId]);
  }

  /** To be called once it is committed that sessions have ended, or that what they may do has changed. */
  async changed(sessionIds: readonly string[]): Promise<void> {
    await this.cache.changed('sessions', sessionIds);
  }

  /** To be called once it is committed that these people may do something else than before. */
  async reconsider(userIds: readonly number[]): Promise<void> {
    if (userIds.length > 0) await this.changed(await this.sessions.idsOf(this.database.client, userIds));
  }

  private async find(id: string): Promise<CachedSession | null> {
    const times = this.lifetimes.times();
    const seenSince = new Date(times.now.getTime() - seenMilliseconds);
    const found = await this.sessions.findActive(id, times, seenSince);
    if (found === null) return null;
    const { lastSeenAt, expiresAt, ...session } = found;
    return { session, endsAt: this.lifetimes.endOf({ lastSeenAt, expiresAt }) };
  }

  private async pair(userId: number, sessionId: string, generation: number): Promise<TokenPair> {
    const refreshToken = this.refreshTokens.issue({ sessionId, generation });
    return { ...(await this.accessTokens.sign(userId, sessionId)), refreshToken };
  }
}
