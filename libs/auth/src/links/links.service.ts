import { Injectable } from '@nestjs/common';
import { Clock, day, isUuid, minute } from '#libs/common';
import { type LinkPurpose, type Queries } from '#libs/database';
import { type AccountEventType } from '#libs/messaging';
import { LinkTokens } from '../crypto/index.js';
import { linkInvalid } from './links.errors.js';
import { type Invitation, type Link, type LinkAbout, LinksRepository } from './links.repository.js';

/** How long a link of each purpose is good for (OWASP ASVS 5.0, 6.4; NIST SP 800-63B-4, 4.2). */
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  password_reset: 10 * minute,
  email_verification: day,
  invitation: 7 * day,
  claim: 7 * day,
  guardianship: 7 * day,
  email_change: 7 * day,
  email_change_notice: 7 * day,
  email_undo: 7 * day,
  factor_removed: 7 * day,
  email_known: day,
};

/** Links that are sent by mail, serve once and not for long. */
@Injectable()
export class LinksService {
  constructor(
    private readonly links: LinksRepository,
    private readonly tokens: LinkTokens,
    private readonly clock: Clock,
  ) {}

  /** Has a link sent to the account that is found; no answer tells whether one was. */
  async request(
    queries: Queries,
    account: { readonly id: number } | { readonly email: string },
    purpose: 'email_verification' | 'password_reset',
    event: AccountEventType,
  ): Promise<void> {
    await this.links.createFor(queries, account, purpose, event, this.span(purpose));
  }

  /** Has a link sent by which a future member of staff opens an account. */
  invite(invitation: Invitation): Promise<Link> {
    return this.links.createInvitation(invitation, this.span('invitation'));
  }

  /** Invitations that wait for an answer, the newest first. */
  openInvitations(): Promise<Link[]> {
    return this.links.openInvitations(this.clock.date());
  }

  /** Makes an open invitation worthless. @returns false when there is none with this id */
  async revokeInvitation(queries: Queries, id: string): Promise<boolean> {
    const now = this.clock.date();
    const link = isUuid(id) ? await this.links.findOpen(id, now) : null;
    return link?.purpose === 'invitation' && this.links.use(queries, id, now);
  }

  /**
   * Has a link about a person sent to an address. Of those to claim an account, and to change its address, the last one counts.
   *
   * @returns when it expires
   */
  async send(queries: Queries, userId: number, link: LinkAbout): Promise<Date> {
    const span = this.span(link.purpose);
    if (link.purpose === 'claim' || link.purpose === 'email_change')
      await this.links.useUp(queries, userId, [link.purpose], span.now);
    await this.links.createAbout(queries, userId, link, span);
    return span.expiresAt;
  }

  /**
   * The link that a token opens. It is not used up yet: what it is for may still be refused.
   *
   * @param purposes what it may be for
   * @throws AppError `auth.link_invalid`
   */
  async open(token: string, ...purposes: readonly LinkPurpose[]): Promise<Link> {
    const id = this.tokens.idIn(token);
    const link = id === undefined ? null : await this.links.findOpen(id, this.clock.date());
    if (link === null || !purposes.includes(link.purpose) || !this.tokens.isOf(link, token))
      throw linkInvalid();
    return link;
  }

  /**
   * Uses a link up in the transaction that does what it is for.
   *
   * @throws AppError `auth.link_invalid` when another request was faster
   */
  async use(queries: Queries, { id }: Link, now: Date): Promise<void> {
    if (!(await this.links.use(queries, id, now))) throw linkInvalid();
  }

  /** Makes a user's open links of one purpose worthless. */
  async useUp(queries: Queries, userId: number, purpose: LinkPurpose, now: Date): Promise<void> {
    await this.links.useUp(queries, userId, [purpose], now);
  }

  /**
   * Makes what was sent to the address of an account worthless, because it has another one now: no link that was sent there
   * opens the account any more.
   */
  async leaveAddress(queries: Queries, userId: number, now: Date): Promise<void> {
    const purposes = [
      'password_reset',
      'email_verification',
      'email_known',
      'email_change',
      'email_change_notice',
    ] as const;
    await this.links.useUp(queries, userId, purposes, now);
  }

  /** Makes links worthless that take a later change of the address back than the one that a link takes back. */
  async forgetLaterUndos(queries: Queries, userId: number, { createdAt }: Link, now: Date): Promise<void> {
    await this.links.useUp(queries, userId, ['email_undo'], now, createdAt);
  }

  private span(purpose: LinkPurpose): { now: Date; expiresAt: Date } {
    const now = this.clock.milliseconds();
    return { now: new Date(now), expiresAt: new Date(now + lifetimes[purpose]) };
  }
}
