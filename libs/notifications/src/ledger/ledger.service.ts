import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { type Channel } from '../preferences/choices.js';
import { type LedgerEntry, type LedgerFilter, LedgerRepository } from './ledger.repository.js';
import { deliveryNotFound, notToBeResent } from '../notifications.errors.js';
import { type Worker } from '../policy.js';

/** The ledger of messages: what was sent to which user and when, or why it was not sent. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

  list(actor: Worker, filter: LedgerFilter): Promise<Page<LedgerEntry>> {
    return this.ledger.list(actor, filter);
  }

  /**
   * Sends a message once more.
   *
   * @returns the new entry
   * @throws AppError `delivery.not_found`, `delivery.not_to_be_resent`
   */
  async resend(actor: Worker, id: number): Promise<LedgerEntry> {
    if ((await this.ledger.find(actor, id)) === null) throw deliveryNotFound();
    const again = await this.ledger.resend(id, this.clock.date());
    const entry = again === undefined ? null : await this.ledger.find(actor, again);
    if (entry === null) throw notToBeResent();
    return entry;
  }

  async report(channel: Channel, providerId: string, arrived: boolean): Promise<void> {
    await this.ledger.report(channel, providerId, arrived, this.clock.date());
  }
}
