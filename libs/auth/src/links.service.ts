import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type LinkPurpose, type Queries } from '#libs/database';
import { type AccountEventType } from '#libs/messaging';
import { linkInvalid } from './auth.errors.js';
import { LinkTokens } from './link-tokens.js';
import { type Link, type LinkAbout, LinksRepository } from './links.repository.js';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long a link of each kind is good for (OWASP ASVS 5.0, 6.4; NIST SP 800-63B-4, 4.2). */
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  password_reset: 10 * minute,
  email_verification: day,
  invitation: 7 * day,
  claim: 7 * day,
  guardianship: 7 * day,
};

/** Links that are sent by mail, serve once and not for long. */
@Injectable()
export class LinksService {
  constructor(
    private readonly links: LinksRepository,
    private readonly tokens: LinkTokens,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }

  /** Since when and until when a link of this purpose is good that is made now. */
  span(purpose: LinkPurpose): { now: Date; expiresAt: Date } {
    const now = this.now();
    return { now, expiresAt: new Date(now.getTime() + lifetimes[purpose]) };
  }

  /** Has a link sent to the account that is found; nothing tells whether one was. */
  async request(
    queries: Queries,
    account: { readonly id: number } | { readonly email: string },
    purpose: 'email_verification' | 'password_reset',
    event: AccountEventType,
  ): Promise<void> {
    await this.links.createFor(queries, account, purpose, event, this.span(purpose));
  }

  /**
   * Has a link about somebody sent to an address. Of those to claim an account the last one counts.
   *
   * @returns until when it is good
   */
  async send(queries: Queries, userId: number, link: LinkAbout): Promise<Date> {
    const span = this.span(link.purpose);
    if (link.purpose === 'claim') await this.links.useUp(queries, userId, 'claim', span.now);
    await this.links.createAbout(queries, userId, link, span);
    return span.expiresAt;
  }

  /**
   * The link that a token opens. It is not used up yet: what it is for may still be refused.
   *
   * @throws AppError `auth.link_invalid`
   */
  async open(token: string, purpose: LinkPurpose): Promise<Link> {
    const id = this.tokens.idIn(token);
    const link = id === undefined ? null : await this.links.findOpen(id, this.now());
    if (link?.purpose !== purpose || !this.tokens.isOf(link, token)) throw linkInvalid();
    return link;
  }

  /**
   * Uses a link up in the transaction that does what it is for.
   *
   * @throws AppError `auth.link_invalid` when somebody else was faster
   */
  async use(queries: Queries, { id }: Link): Promise<void> {
    if (!(await this.links.use(queries, id, this.now()))) throw linkInvalid();
  }

  async useUp(queries: Queries, userId: number, purpose: LinkPurpose): Promise<void> {
    await this.links.useUp(queries, userId, purpose, this.now());
  }
}
