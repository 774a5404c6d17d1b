import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type LinkPurpose } from '#libs/database';
import { Keys } from './keys.js';

/** What a link's secret is computed from. */
export interface SealedLink {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly expiresAt: Date;
}

const form = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

/**
 * The secrets of links that are sent by mail. They are computed from the link's row and a key, so whoever sends the mail
 * needs the row's id alone: nothing secret is stored, logged or handed to the broker.
 */
@Injectable()
export class LinkTokens {
  constructor(private readonly keys: Keys) {}

  /** What a mail has to carry for the link to work. */
  issue(link: SealedLink): string {
    const [{ bytes }] = this.keys.for('mail link');
    return `${link.id}.${seal(bytes, link).toString('base64url')}`;
  }

  /** @returns the id of the link that a token claims to belong to; undefined when it has not the form of a token */
  idIn(token: string): string | undefined {
    return form.exec(token)?.[1];
  }

  isOf(link: SealedLink, token: string): boolean {
    const given = Buffer.from(form.exec(token)?.[2] ?? '', 'base64url');
    return this.keys.for('mail link').some(({ bytes }) => {
      const expected = seal(bytes, link);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }
}

const seal = (key: Buffer, { id, purpose, expiresAt }: SealedLink): Buffer =>
  createHmac('sha256', key).update(`${purpose}|${id}|${expiresAt.getTime()}`).digest();
