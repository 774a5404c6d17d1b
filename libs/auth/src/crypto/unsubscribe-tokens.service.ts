import { Injectable } from '@nestjs/common';
import { largestId } from '#libs/common';
import { Keys } from './keys.service.js';
import { isMacOf, macForm, macOf } from './mac.js';

/** What a reader stops with one click: one kind of mail. */
export interface Unsubscription {
  readonly userId: number;
  /** The occasion of the mails */
  readonly occasion: string;
}

const form = new RegExp(`^(\\d{1,10})\\.([a-z]{1,20})\\.(${macForm})$`);

/** Tokens of the links that stop mails (RFC 8058). They need no sign-in, never expire, and can do nothing else. */
@Injectable()
export class UnsubscribeTokens {
  constructor(private readonly keys: Keys) {}

  issue(unsubscription: Unsubscription): string {
    const text = textOf(unsubscription);
    return `${text}.${macOf(text, this.keys.for('unsubscribe link'))}`;
  }

  /** @returns undefined for a token that no key of Docket's has signed */
  read(token: string): Unsubscription | undefined {
    const [, id = '', occasion = '', mac = ''] = form.exec(token) ?? [];
    const unsubscription = { userId: Number(id), occasion };
    if (occasion === '' || unsubscription.userId > largestId) return undefined;
    const isOurs = isMacOf(textOf(unsubscription), mac, this.keys.for('unsubscribe link'));
    return isOurs ? unsubscription : undefined;
  }
}

const textOf = ({ userId, occasion }: Unsubscription): string => `${userId}.${occasion}`;
