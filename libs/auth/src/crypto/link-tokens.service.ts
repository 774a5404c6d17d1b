import { Injectable } from '@nestjs/common';
import { uuidForm } from '#libs/common';
import { type LinkPurpose } from '#libs/database';
import { Keys } from './keys.service.js';
import { isMacOf, macForm, macOf } from './mac.js';

/** What a link's secret is computed from. */
export interface SealedLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Date;
}

const form = new RegExp(`^(${uuidForm})\\.(${macForm})$`);

/**
 * The secrets of links that are sent by mail. They are computed from the link's row and a key, so the process that sends
 * the mail needs the row's id alone: nothing secret is stored, logged or handed to the broker.
 */
@Injectable()
export class LinkTokens {
  constructor(private readonly keys: Keys) {}

  /** The token that the mail carries. */
  issue(link: SealedLink): string {
    return `${link.id}.${macOf(textOf(link), this.keys.for('mail link'))}`;
  }

  /** @returns the id of the link that a token claims to belong to; undefined for a text that has not the form of a token */
  idIn(token: string): string | undefined {
    return form.exec(token)?.[1];
  }

  isOf(link: SealedLink, token: string): boolean {
    return isMacOf(textOf(link), form.exec(token)?.[2] ?? '', this.keys.for('mail link'));
  }
}

const textOf = ({ id, purpose, expiresAt }: SealedLink): string => `${purpose}|${id}|${expiresAt.getTime()}`;
