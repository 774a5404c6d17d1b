import { Injectable } from '@nestjs/common';
import { type Rate } from '#libs/config';
import { Database, Prisma, type Queries } from '#libs/database';
import { type AccountLink } from '../facts/account-links.repository.js';

/** Keep clear of other locks. */
const locks = { address: 731_421, account: 731_422 } as const;

/** What is planned of the same kind of link for an address or an account. */
export interface LinkBudget {
  /** When another mail may go out; null for at once */
  readonly freeAt: Date | null;
  /** Whether one for the same account waits for that already */
  readonly isWaiting: boolean;
}

@Injectable()
export class LinkBudgetRepository {
  constructor(private readonly database: Database) {}

  /**
   * Counts mails whose links still work, and makes others of the same address and account wait until the transaction ends.
   * A link that has expired frees its place: the owner of an account is never without a link that works, however often a
   * stranger asks for one.
   */
  async read(queries: Queries, link: AccountLink, { quota, seconds }: Rate, now: Date): Promise<LinkBudget> {
    const { id, email, userId, purpose } = link;
    await this.database.rows(
      Prisma.sql`
      SELECT pg_advisory_xact_lock(${locks.address}::int, hashtext(lower(${email})))::text,
        pg_advisory_xact_lock(${locks.account}::int, ${userId ?? 0}::int)::text`,
      queries,
    );
    const row = await this.database.one<LinkBudget>(
      Prisma.sql`
      WITH standing AS (
        SELECT d.due_at, l.user_id FROM account_links l JOIN deliveries d ON d.link_id = l.id
        WHERE (l.email = ${email}::citext OR l.user_id = ${userId}::int) AND l.purpose = ${purpose}::link_purpose
          AND l.id <> ${id}::uuid AND l.expires_at > ${now} AND d.state IN ('planned', 'sent', 'uncertain')
          AND d.due_at > ${now}::timestamptz - make_interval(secs => ${seconds}::int))
      SELECT (SELECT due_at + make_interval(secs => ${seconds}::int) FROM standing
          ORDER BY due_at DESC OFFSET ${quota - 1}::int LIMIT 1) AS "freeAt",
        EXISTS (SELECT FROM standing
          WHERE due_at > ${now} AND user_id IS NOT DISTINCT FROM ${userId}::int) AS "isWaiting"`,
      queries,
    );
    return row ?? { freeAt: null, isWaiting: false };
  }
}
