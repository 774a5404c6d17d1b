import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { largestId } from '#libs/common';
import { Keys } from './keys.js';

/** What somebody can stop with one click: one kind of mail. */
export interface Unsubscription {
  readonly userId: number;
  /** The occasion of the mails */
  readonly occasion: string;
}

const form = /^(\d{1,10})\.([a-z]{1,20})\.([\w-]{43})$/;

/** Tokens of the links that stop mails (RFC 8058). They need no sign-in, never expire, and can do nothing else. */
@Injectable()
export class UnsubscribeTokens {
  constructor(private readonly keys: Keys) {}

  issue(unsubscription: Unsubscription): string {
    const [{ bytes }] = this.keys.for('unsubscribe link');
    return `${named(unsubscription)}.${seal(bytes, unsubscription).toString('base64url')}`;
  }

  /** @returns undefined for a token that was not issued here */
  read(token: string): Unsubscription | undefined {
    const [, id = '', occasion = '', mac = ''] = form.exec(token) ?? [];
    const userId = Number(id);
    if (occasion === '' || userId > largestId) return undefined;
    const given = Buffer.from(mac, 'base64url');
    const isOurs = this.keys.for('unsubscribe link').some(({ bytes }) => {
      const expected = seal(bytes, { userId, occasion });
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    return isOurs ? { userId, occasion } : undefined;
  }
}

const named = ({ userId, occasion }: Unsubscription): string => `${userId}.${occasion}`;

const seal = (key: Buffer, unsubscription: Unsubscription): Buffer =>
  createHmac('sha256', key).update(named(unsubscription)).digest();
