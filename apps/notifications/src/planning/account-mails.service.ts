import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { Channel } from '#libs/notifications';
import { SendableChannels } from '../facts/sendable-channels.js';
import { AccountLinksRepository } from '../facts/account-links.repository.js';
import { PlanningRepository } from './planning.repository.js';

/** Mails with a link that proves something. What makes the link work is computed when it is sent, and kept nowhere. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly links: AccountLinksRepository,
    private readonly planning: PlanningRepository,
    private readonly channels: SendableChannels,
    private readonly clock: Clock,
  ) {}

  /** Plans the mail for a link; without a mail server, it is kept as skipped. A link that is gone needs none. */
  async plan(queries: Queries, linkId: string): Promise<void> {
    const link = (await this.links.find([linkId], queries)).get(linkId);
    if (link === undefined) return;
    const now = this.clock.date();
    const isPossible = this.channels.names.includes(Channel.email);
    const row = {
      key: `link:${link.id}`,
      occasion: link.purpose,
      channel: Channel.email,
      state: isPossible ? 'planned' : 'skipped',
      reason: isPossible ? null : 'not_configured',
      userId: link.userId,
      appointmentId: null,
      linkId: link.id,
      version: null,
      status: null,
      startsAt: null,
      offsetMinutes: null,
      day: null,
      dueAt: now,
      expiresAt: link.expiresAt,
    } as const;
    await this.planning.add([row], now, queries);
  }
}
