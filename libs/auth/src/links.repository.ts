import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
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
  /** What an invited person will be */
  readonly role: Role | null;
  readonly locationIds: readonly number[];
  /** Who had it sent, where that has to hold until it is used */
  readonly inviterId: number | null;
  /** What the user is to whom is invited to care for them */
  readonly relationship: Relationship | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A link that lets whoever reads the mail of an address have to do with somebody else's data. */
export interface LinkAbout {
  readonly purpose: 'claim' | 'guardianship';
  readonly inviterId: number;
  readonly email: string;
  /** With a guardianship */
  readonly relationship?: Relationship;
}

const eventsAbout = {
  claim: 'user.claim_offered.v1',
  guardianship: 'user.guardian_invited.v1',
} as const satisfies Record<LinkAbout['purpose'], AccountEventType>;

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

const link = Prisma.sql`link`;
const data = Prisma.sql`jsonb_build_object('linkId', link.id)`;

/** Every link is written in one statement with the event that has it sent. */
@Injectable()
export class LinksRepository {
  constructor(private readonly database: Database) {}

  /**
   * Writes a link for the account that is found, if one is; it takes as long when there is none.
   *
   * @param account whose id or e-mail address it is
   */
  async createFor(
    queries: Queries,
    account: { readonly id: number } | { readonly email: string },
    purpose: 'email_verification' | 'password_reset',
    event: AccountEventType,
    { now, expiresAt }: Span,
  ): Promise<void> {
    const isMeant =
      'id' in account ? Prisma.sql`id = ${account.id}` : Prisma.sql`email = ${account.email}::citext`;
    const isOpen =
      purpose === 'email_verification' ? Prisma.sql`AND email_verified_at IS NULL` : Prisma.empty;
    await queries.$executeRaw`
      WITH link AS (
        INSERT INTO account_links (id, purpose, user_id, email, created_at, expires_at)
        SELECT ${randomUUID()}::uuid, ${purpose}::link_purpose, id, email, ${now}, ${expiresAt}
        FROM users WHERE ${isMeant} AND disabled_at IS NULL ${isOpen}
        RETURNING id)
      ${insertEventFrom(event, data, now, link)}`;
  }

  async createInvitation(
    invitation: { readonly email: string; readonly role: Role; readonly locationIds: readonly number[] },
    { now, expiresAt }: Span,
  ): Promise<Link> {
    const { email, role, locationIds } = invitation;
    const id = randomUUID();
    await this.database.client.$executeRaw`
      WITH link AS (
        INSERT INTO account_links (id, purpose, email, role, location_ids, created_at, expires_at)
        VALUES (${id}::uuid, 'invitation', ${email}, ${role}::role, ${[...locationIds]}::int[], ${now}, ${expiresAt})
        RETURNING id)
      ${insertEventFrom('user.invited.v1', data, now, link)}`;
    const none = { userId: null, inviterId: null, relationship: null };
    return { id, purpose: 'invitation', ...none, createdAt: now, expiresAt, ...invitation };
  }

  /** Writes a link about somebody, which another person has sent to an address. */
  async createAbout(
    queries: Queries,
    userId: number,
    { purpose, inviterId, email, relationship }: LinkAbout,
    { now, expiresAt }: Span,
  ): Promise<void> {
    await queries.$executeRaw`
      WITH link AS (
        INSERT INTO account_links (id, purpose, user_id, email, inviter_id, relationship, created_at, expires_at)
        VALUES (${randomUUID()}::uuid, ${purpose}::link_purpose, ${userId}, ${email}, ${inviterId},
          ${relationship ?? null}::relationship, ${now}, ${expiresAt})
        RETURNING id)
      ${insertEventFrom(eventsAbout[purpose], data, now, link)}`;
  }

  /** @returns a link that may still be used */
  async findOpen(id: string, now: Date): Promise<Link | null> {
    return this.database.client.accountLink.findFirst({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      select: fields,
    });
  }

  /** Uses a link up. @returns whether this is the one use that it is good for */
  async use(queries: Queries, id: string, now: Date): Promise<boolean> {
    const { count } = await queries.accountLink.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    return count === 1;
  }

  /** Makes a user's other links of one purpose worthless. */
  async useUp(queries: Queries, userId: number, purpose: LinkPurpose, now: Date): Promise<void> {
    await queries.accountLink.updateMany({ where: { userId, purpose, usedAt: null }, data: { usedAt: now } });
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
