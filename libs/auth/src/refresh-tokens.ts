import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keys } from './keys.js';

/** What a refresh token stands for: the nth of a session. */
export interface RefreshTicket {
  readonly sessionId: string;
  readonly generation: number;
}

const form =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(0|[1-9]\d{0,8})\.([\w-]{43})$/;

/**
 * Refresh tokens are computed, not stored: the same ticket yields the same token, so that two tabs that refresh at once
 * get the same successor, and every earlier token of a session is recognised however old it is.
 */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keys: Keys) {}

  issue(ticket: RefreshTicket): string {
    const [{ bytes }] = this.keys.for('refresh token');
    return `${ticket.sessionId}.${ticket.generation}.${seal(bytes, ticket).toString('base64url')}`;
  }

  /** @returns undefined when no key of Docket's made the token */
  read(token: string): RefreshTicket | undefined {
    const [, sessionId = '', generation = '', mark = ''] = form.exec(token) ?? [];
    const ticket = { sessionId, generation: Number(generation) };
    const given = Buffer.from(mark, 'base64url');
    const isOurs = this.keys.for('refresh token').some(({ bytes }) => {
      const expected = seal(bytes, ticket);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    return isOurs ? ticket : undefined;
  }
}

const seal = (key: Buffer, { sessionId, generation }: RefreshTicket): Buffer =>
  createHmac('sha256', key).update(`${sessionId}.${generation}`).digest();
