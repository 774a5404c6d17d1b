import { Injectable } from '@nestjs/common';
import { Database, Prisma, type Queries, type Role } from '#libs/database';
import { type Actor } from '../actor.js';
import { type RefreshTicket } from '../crypto/index.js';
import { type Times } from './session-lifetimes.service.js';

/** A session in force, as every request needs it. */
export interface ActiveSession extends Actor {
  readonly id: string;
  readonly userId: number;
  readonly role: Role;
  /** The locations where staff work */
  readonly locationIds: readonly number[];
  /** The user's dependants */
  readonly dependantIds: readonly number[];
  /** Whether it was opened with a second factor that is still on */
  readonly secondFactor: boolean;
}

/** An account whose owner has proven their identity. */
export interface ProvenAccount {
  readonly id: number;
  /** With another one by the time the session opens, the proof is void */
  readonly securityVersion: number;
}

/** A session as its owner sees it in a list. */
export interface ListedSession {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** When it ends, used or not */
  readonly expiresAt: Date;
}

/** An active session, and what decides when it ends. */
export interface Found extends ActiveSession {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** What came of a refresh token: `reused` when a later one is in force, `ended` when the session is over. */
export type Rotation = { readonly userId: number; readonly generation: number } | 'reused' | 'ended';

const isActive = ({ now, idleSince }: Times): Prisma.Sql => Prisma.sql`
  s.ended_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${idleSince} AND u.disabled_at IS NULL`;

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  /**
   * Opens a session unless the account has changed since the proof: the lock makes a change of the password wait, which
   * then finds this session to end.
   *
   * @returns whether a session was opened
   */
  async create(session: {
    id: string;
    account: ProvenAccount;
    secondFactor: boolean;
    userAgent: string | null;
    now: Date;
    expiresAt: Date;
  }): Promise<boolean> {
    const { id, account, secondFactor, userAgent, now, expiresAt } = session;
    const inserted = await this.database.execute(Prisma.sql`
      INSERT INTO sessions (id, user_id, second_factor, user_agent, created_at, last_seen_at, expires_at)
      SELECT ${id}::uuid, users.id, ${secondFactor}, ${userAgent}, ${now}, ${now}, ${expiresAt}
      FROM users
      WHERE users.id = ${account.id} AND disabled_at IS NULL AND security_version = ${account.securityVersion}
      FOR SHARE`);
    return inserted === 1;
  }

  /**
   * Finds a session in force, and notes that it is seen now.
   *
   * @param seenSince a session that was seen after this is not noted again: that would be a write for every request
   */
  async findActive(id: string, times: Times, seenSince: Date): Promise<Found | null> {
    const row = await this.database.one<Found>(Prisma.sql`
      WITH active AS (
        SELECT s.id, s.user_id, u.role, s.second_factor AND EXISTS (
            SELECT FROM second_factors f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL) AS second_factor, s.last_seen_at, s.expires_at,
          ARRAY(SELECT location_id FROM staff_locations l WHERE l.user_id = u.id ORDER BY 1) AS location_ids,
          ARRAY(SELECT dependant_id FROM guardianships g
            WHERE g.guardian_id = u.id AND g.ended_at IS NULL ORDER BY 1) AS dependant_ids
        FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = ${id}::uuid AND ${isActive(times)}),
      seen AS (
        UPDATE sessions SET last_seen_at = ${times.now}
        FROM active WHERE sessions.id = active.id AND active.last_seen_at < ${seenSince})
      SELECT id::text, user_id AS "userId", role::text, location_ids AS "locationIds",
        dependant_ids AS "dependantIds",
        second_factor AS "secondFactor",
        last_seen_at AS "lastSeenAt", expires_at AS "expiresAt"
      FROM active`);
    return row ?? null;
  }

  /**
   * Puts the next refresh token in force. Of two requests with the same token, the second finds the work done and gets the
   * same successor, as long as the first came after `graceSince`.
   */
  async rotate({ sessionId, generation }: RefreshTicket, times: Times, graceSince: Date): Promise<Rotation> {
    const rotated = await this.database.rows<{ userId: number; generation: number }>(Prisma.sql`
      UPDATE sessions s SET generation = generation + 1, rotated_at = ${times.now}, last_seen_at = ${times.now}
      FROM users u
      WHERE s.id = ${sessionId}::uuid AND s.generation = ${generation} AND u.id = s.user_id AND ${isActive(times)}
      RETURNING s.user_id AS "userId", s.generation`);
    if (rotated[0] !== undefined) return rotated[0];
    const found = await this.database.one<{
      userId: number;
      generation: number;
      rotatedAt: Date | null;
    }>(Prisma.sql`
      SELECT s.user_id AS "userId", s.generation, s.rotated_at AS "rotatedAt"
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ${sessionId}::uuid AND ${isActive(times)}`);
    if (found === undefined || found.generation <= generation) return 'ended';
    const isRepetition = found.generation === generation + 1 && (found.rotatedAt ?? graceSince) > graceSince;
    return isRepetition ? found : 'reused';
  }

  /** @returns those of the sessions that are in force */
  async active(ids: readonly string[], times: Times): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(Prisma.sql`
      SELECT s.id::text FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.id = ANY(${[...ids]}::uuid[]) AND ${isActive(times)}`);
    return rows.map(({ id }) => id);
  }

  /** @returns a user's sessions in force, the one that was used last first */
  async listOfUser(userId: number, { now, idleSince }: Times): Promise<ListedSession[]> {
    return this.database.client.session.findMany({
      where: { userId, endedAt: null, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince } },
      select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true },
      orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    });
  }

  /**
   * Ends a user's sessions.
   *
   * @param which one session, or all but one; all when left out
   * @returns the ids of the sessions that this call has ended
   */
  async end(
    queries: Queries,
    userId: number,
    now: Date,
    which: { readonly only?: string; readonly except?: string } = {},
  ): Promise<string[]> {
    const { only, except } = which;
    const rows = await this.database.rows<{ id: string }>(
      Prisma.sql`
      UPDATE sessions SET ended_at = ${now}
      WHERE user_id = ${userId} AND ended_at IS NULL
        AND (${only ?? null}::uuid IS NULL OR id = ${only ?? null}::uuid)
        AND (${except ?? null}::uuid IS NULL OR id <> ${except ?? null}::uuid)
      RETURNING id::text`,
      queries,
    );
    return rows.map(({ id }) => id);
  }

  /** @returns the ids of the sessions of these people that have not ended */
  async idsOf(queries: Queries, userIds: readonly number[]): Promise<string[]> {
    const rows = await queries.session.findMany({
      where: { userId: { in: [...userIds] }, endedAt: null },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /** Notes that the owner of a session has shown a second factor. */
  async prove(queries: Queries, id: string): Promise<void> {
    await queries.session.update({ where: { id }, data: { secondFactor: true } });
  }

  /** Ends a session whose refresh token was copied. */
  async endCopied(id: string, now: Date): Promise<void> {
    await this.database.client.session.updateMany({ where: { id, endedAt: null }, data: { endedAt: now } });
  }
}
