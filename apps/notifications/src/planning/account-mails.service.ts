import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type LinkPurpose, type Queries } from '#libs/database';
import { Channel } from '#libs/notifications';
import { SendableChannels } from '../facts/sendable-channels.js';
import { type AccountLink, AccountLinksRepository } from '../facts/account-links.repository.js';
import { LinkBudgetRepository } from './link-budget.repository.js';
import { type PlannedDelivery } from './planned-delivery.js';
import { PlanningRepository } from './planning.repository.js';

/** Who asks for these again wants any link, and not two of them. */
const selfAsked: readonly LinkPurpose[] = ['email_verification', 'email_known', 'password_reset'];

/** Mails with a link that proves something. What makes the link work is computed when it is sent, and kept nowhere. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly links: AccountLinksRepository,
    private readonly planning: PlanningRepository,
    private readonly budget: LinkBudgetRepository,
    private readonly channels: SendableChannels,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Plans the mail for a link; without a mail server, it is kept as skipped, and so is what a burst asks for that has enough
   * links already. A link that is gone needs none. The caller who asked has had the answer long before.
   */
  async plan(queries: Queries, linkId: string): Promise<void> {
    const link = (await this.links.find([linkId], queries)).get(linkId);
    if (link === undefined) return;
    const now = this.clock.date();
    const row = {
      key: `link:${link.id}`,
      occasion: link.purpose,
      channel: Channel.email,
      ...(await this.fateOf(queries, link, now)),
      userId: link.userId,
      appointmentId: null,
      linkId: link.id,
      version: null,
      status: null,
      startsAt: null,
      offsetMinutes: null,
      day: null,
      expiresAt: link.expiresAt,
    } as const;
    await this.planning.add([row], now, queries);
  }

  /** Whether and when a mail goes out. What the same account has asked for once more is one mail. */
  private async fateOf(
    queries: Queries,
    link: AccountLink,
    now: Date,
  ): Promise<Pick<PlannedDelivery, 'state' | 'reason' | 'dueAt'>> {
    const skipped = (reason: string) => ({ state: 'skipped', reason, dueAt: now }) as const;
    if (!this.channels.names.includes(Channel.email)) return skipped('not_configured');
    const { freeAt, isWaiting } = await this.budget.read(queries, link, this.env.BUDGET_LINKS, now);
    if (freeAt === null) return { state: 'planned', reason: null, dueAt: now };
    const isOneOfMany = isWaiting && selfAsked.includes(link.purpose);
    if (isOneOfMany || freeAt >= link.expiresAt) return skipped('over_budget');
    return { state: 'planned', reason: 'collected', dueAt: freeAt };
  }
}
