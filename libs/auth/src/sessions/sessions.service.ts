import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { StateCache } from '#libs/cache';
import { isUuid, minute, second } from '#libs/common';
import { Database } from '#libs/database';
import { type Actor } from '../actor.js';
import { type AccessClaims, AccessTokens, RefreshTokens } from '../crypto/index.js';
import { sessionEnded, sessionNotFound, tokenReused } from './sessions.errors.js';
import { SessionLifetimes } from './session-lifetimes.service.js';
import {
  type ActiveSession,
  type ListedSession,
  type ProvenAccount,
  SessionsRepository,
} from './sessions.repository.js';

/** How long the cache keeps a session. */
const kept = minute;
/** How long a session may be used before the use is written down. */
const unseen = minute;
/** How long the token before the present one gets the same successor. */
const grace = 10 * second;
const longestUserAgent = 255;

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

/** Opens, renews and ends sessions. They live in PostgreSQL; the cache only spares the look-up. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly lifetimes: SessionLifetimes,
    private readonly cache: StateCache,
  ) {}

  /**
   * Opens a session for a user who has proven who they are.
   *
   * @param account as it was when the user gave the proof
   * @param secondFactor whether a second factor was part of the proof
   * @param userAgent what the client calls itself, so that the user recognises the session
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
      userAgent: userAgent?.slice(0, longestUserAgent) ?? null,
      now,
      expiresAt: this.lifetimes.expiryOf(now),
    });
    return isOpen ? this.pair(account.id, id, 0) : undefined;
  }

  /**
   * Trades a refresh token for a new pair. One that comes again was copied, so its session ends (RFC 9700, 4.14.2);
   * within ten seconds it is taken for a second tab of the same browser and gets the same successor.
   *
   * @throws AppError `auth.session_ended`, of which {@link isTokenReuse} knows whether a copy was the cause
   */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const ticket = this.refreshTokens.read(refreshToken);
    if (ticket === undefined) throw sessionEnded();
    const times = this.lifetimes.times();
    const graceSince = new Date(times.now.getTime() - grace);
    const rotation = await this.sessions.rotate(ticket, times, graceSince);
    if (rotation === 'reused') {
      await this.sessions.endCopied(ticket.sessionId, times.now);
      await this.changed([ticket.sessionId]);
      throw tokenReused();
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
    const cached = await this.cache.rememberUntilChanged('sessions', sid, kept, () => this.find(sid));
    const isOver = cached === null || cached.endsAt <= this.lifetimes.times().now.getTime();
    if (isOver || cached.session.userId !== Number(sub)) throw sessionEnded();
    return cached.session;
  }

  /** Which of these sessions are in force by now, in PostgreSQL and not in the cache. */
  async inForce(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await this.sessions.active(sessionIds, this.lifetimes.times()));
  }

  /** The actor's sessions in force, the one that was used last first. */
  async list(actor: Actor): Promise<ListedSession[]> {
    return this.sessions.listOfUser(actor.userId, this.lifetimes.times());
  }

  /**
   * Ends one of the actor's sessions: its tokens are worth nothing from now on.
   *
   * @throws AppError `session.not_found`, also for a session of another user
   */
  async end(actor: Actor, sessionId: string): Promise<void> {
    const ended = isUuid(sessionId) ? await this.endOf(actor, sessionId) : [];
    if (ended.length === 0) throw sessionNotFound();
  }

  /** Signs the actor out of the session of the request. A second time, even at once, is no mistake. */
  async signOut(session: ActiveSession): Promise<void> {
    await this.endOf(session, session.id);
  }

  /** Signs the actor out everywhere. */
  async endAll(actor: Actor): Promise<void> {
    await this.endOf(actor);
  }

  private async endOf({ userId }: Actor, only?: string): Promise<string[]> {
    const { now } = this.lifetimes.times();
    const which = only === undefined ? {} : { only };
    const ended = await this.sessions.end(this.database.client, userId, now, which);
    await this.changed(ended);
    return ended;
  }

  private async changed(sessionIds: readonly string[]): Promise<void> {
    await this.cache.changed('sessions', sessionIds);
  }

  private async find(id: string): Promise<CachedSession | null> {
    const times = this.lifetimes.times();
    const seenSince = new Date(times.now.getTime() - unseen);
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
