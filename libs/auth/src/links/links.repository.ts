import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { emailKeys } from '#libs/common';
import {
  Database,
  type LinkPurpose,
  Prisma,
  type Queries,
  type Relationship,
  type Role,
} from '#libs/database';
import { type AccountEventType, insertEventFrom } from '#libs/messaging';

/** A link that was sent, or is to be sent, by mail. */
export interface Link {
  readonly id: string;
  readonly purpose: LinkPurpose;
  /** None for an invitation */
  readonly userId: number | null;
  readonly email: string;
  /** The role of an invited user */
  readonly role: Role | null;
  readonly locationIds: readonly number[];
  /** The user who had it sent; what the link is for takes the user's right until it is used */
  readonly inviterId: number | null;
  /** What the user is to the invited guardian */
  readonly relationship: Relationship | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * A link about a person, for the reader of an address: to become a guardian, to take the person's record over, or to make
 * the address that of the person's account; and word of that, or of what has made the account weaker, to its own address.
 */
export interface LinkAbout {
  readonly purpose:
    'claim' | 'guardianship' | 'email_change' | 'email_change_notice' | 'email_undo' | 'factor_removed';
  /** None for what the account's owner did */
  readonly inviterId: number | null;
  readonly email: string;
  /** With a guardianship */
  readonly relationship?: Relationship;
}

const eventsAbout = {
  claim: 'user.claim_offered.v1',
  guardianship: 'user.guardian_invited.v1',
  email_change: 'user.email_change_requested.v1',
  email_change_notice: 'user.email_change_requested.v1',
  email_undo: 'user.account_weakened.v1',
  factor_removed: 'user.account_weakened.v1',
} as const satisfies Record<LinkAbout['purpose'], AccountEventType>;

/** What a future member of staff is invited to. */
export interface Invitation {
  readonly email: string;
  readonly role: Role;
  readonly locationIds: readonly number[];
}

interface Span {
  readonly now: Date;
  readonly expiresAt: Date;
}

const fields = {
  id: true,
  purpose: true,
  userId: true,
  email: true,
  role: true,
  locationIds: true,
  inviterId: true,
  relationship: true,
  createdAt: true,
  expiresAt: true,
} as const satisfies Prisma.AccountLinkSelect;

/** Whether the address of an account `u` belongs to another one that has proven it. */
const isProvenByAnother = Prisma.sql`EXISTS (
  SELECT FROM users h
  WHERE h.email_is_exclusive AND h.email_verified_at IS NOT NULL AND h.id <> u.id
    AND (h.email_key = u.email_key OR h.email = u.email))`;

const link = Prisma.sql`link`;
const data = Prisma.sql`jsonb_build_object('linkId', link.id)`;

/** Every link is written in one statement with the event that has it sent. */
@Injectable()
export class LinksRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes a link for the account that is found, if one is; it takes as long without one. Of several that name an address,
   * that which has it is meant, or else the last one: the mail goes to the reader of the address in any case. A link that
   * would prove an address of another account becomes word of that, and proves nothing.
   *
   * @param account the id or the e-mail address of the account
   */
  async createFor(
    queries: Queries,
    account: { readonly id: number } | { readonly email: string },
    purpose: 'email_verification' | 'password_reset',
    event: AccountEventType,
    { now, expiresAt }: Span,
  ): Promise<void> {
    const isMeant =
      'id' in account
        ? Prisma.sql`id = ${account.id}`
        : Prisma.sql`(email = ${account.email}::citext AND email_is_exclusive
            OR email_key = ANY(${[...emailKeys(account.email)]}))`;
    const isOpen =
      purpose === 'email_verification' ? Prisma.sql`AND email_verified_at IS NULL` : Prisma.empty;
    // Addresses that were two before they were one are told apart by their spelling.
    const first =
      'id' in account
        ? Prisma.sql`id`
        : Prisma.sql`email_is_exclusive DESC, email::text = ${account.email} DESC, id DESC`;
    const sent =
      purpose === 'email_verification'
        ? Prisma.sql`CASE WHEN ${isProvenByAnother} THEN 'email_known' ELSE 'email_verification' END`
        : Prisma.sql`${purpose}`;
    await this.database.execute(
      Prisma.sql`
      WITH link AS (
        INSERT INTO account_links (id, purpose, user_id, email, created_at, expires_at)
        SELECT ${randomUUID()}::uuid, (${sent})::link_purpose, id, email, ${now}, ${expiresAt}
        FROM users u WHERE ${isMeant} AND disabled_at IS NULL ${isOpen}
        ORDER BY ${first} LIMIT 1
        RETURNING id)
      ${insertEventFrom(event, data, now, link)}`,
      queries,
    );
  }

  async createInvitation(invitation: Invitation, { now, expiresAt }: Span): Promise<Link> {
    const { email, role, locationIds } = invitation;
    const id = randomUUID();
    await this.database.execute(Prisma.sql`
      WITH link AS (
        INSERT INTO account_links (id, purpose, email, role, location_ids, created_at, expires_at)
        VALUES (${id}::uuid, 'invitation', ${email}, ${role}::role, ${[...locationIds]}::int[], ${now}, ${expiresAt})
        RETURNING id)
      ${insertEventFrom('user.invited.v1', data, now, link)}`);
    const none = { userId: null, inviterId: null, relationship: null };
    return { id, purpose: 'invitation', ...none, createdAt: now, expiresAt, ...invitation };
  }

  /** Writes a link about a person, which another user has sent to an address. */
  async createAbout(
    queries: Queries,
    userId: number,
    { purpose, inviterId, email, relationship }: LinkAbout,
    { now, expiresAt }: Span,
  ): Promise<void> {
    await this.database.execute(
      Prisma.sql`
      WITH link AS (
        INSERT INTO account_links (id, purpose, user_id, email, inviter_id, relationship, created_at, expires_at)
        VALUES (${randomUUID()}::uuid, ${purpose}::link_purpose, ${userId}, ${email}, ${inviterId},
          ${relationship ?? null}::relationship, ${now}, ${expiresAt})
        RETURNING id)
      ${insertEventFrom(eventsAbout[purpose], data, now, link)}`,
      queries,
    );
  }

  /** @returns a link that may still be used */
  async findOpen(id: string, now: Date): Promise<Link | null> {
    return this.database.client.accountLink.findFirst({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      select: fields,
    });
  }

  /** Uses a link up. @returns false when it was used or has expired */
  async use(queries: Queries, id: string, now: Date): Promise<boolean> {
    const { count } = await queries.accountLink.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return count === 1;
  }

  /** Makes a user's open links of some purposes worthless, or those that were sent from a time on. */
  async useUp(
    queries: Queries,
    userId: number,
    purposes: readonly LinkPurpose[],
    now: Date,
    since = new Date(0),
  ): Promise<void> {
    await queries.accountLink.updateMany({
      where: { userId, purpose: { in: [...purposes] }, usedAt: null, createdAt: { gte: since } },
      data: { usedAt: now },
    });
  }

  /** @returns invitations that wait for an answer, the newest first */
  async openInvitations(now: Date): Promise<Link[]> {
    return this.database.client.accountLink.findMany({
      where: { purpose: 'invitation', usedAt: null, expiresAt: { gt: now } },
      select: fields,
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: 100,
    });
  }
}
