import { Injectable } from '@nestjs/common';
import { uuidForm } from '#libs/common';
import { Keys } from './keys.service.js';
import { isMacOf, macForm, macOf } from './mac.js';

/** What a refresh token stands for: the nth of a session. */
export interface RefreshTicket {
  readonly sessionId: string;
  readonly generation: number;
}

const form = new RegExp(`^(${uuidForm})\\.(0|[1-9]\\d{0,8})\\.(${macForm})$`);

/**
 * Refresh tokens are computed, not stored: the same ticket yields the same token, so that two tabs that refresh at once
 * get the same successor, and every earlier token of a session is recognised however old it is.
 */
@Injectable()
export class RefreshTokens {
  constructor(private readonly keys: Keys) {}

  issue(ticket: RefreshTicket): string {
    const text = textOf(ticket);
    return `${text}.${macOf(text, this.keys.for('refresh token'))}`;
  }

  /** @returns undefined for a token that no key of Docket's has signed */
  read(token: string): RefreshTicket | undefined {
    const [, sessionId = '', generation = '', mac = ''] = form.exec(token) ?? [];
    const ticket = { sessionId, generation: Number(generation) };
    return isMacOf(textOf(ticket), mac, this.keys.for('refresh token')) ? ticket : undefined;
  }
}

const textOf = ({ sessionId, generation }: RefreshTicket): string => `${sessionId}.${generation}`;
