import { Injectable } from '@nestjs/common';
import { Clock, type Page } from '#libs/common';
import { type Channel } from './choices.js';
import { type LedgerEntry, type LedgerFilter, LedgerRepository, type Scope } from './ledger.repository.js';
import { deliveryNotFound, notToBeResent } from './notifications.errors.js';

/** What was sent to whom, when, and why not. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly ledger: LedgerRepository,
    private readonly clock: Clock,
  ) {}

  list(scope: Scope, filter: LedgerFilter): Promise<Page<LedgerEntry>> {
    return this.ledger.list(scope, filter);
  }

  /**
   * Sends a message once more.
   *
   * @returns the new entry
   * @throws AppError `delivery.not_found`, `delivery.not_to_be_resent`
   */
  async resend(scope: Scope, id: number): Promise<LedgerEntry> {
    if ((await this.ledger.find(scope, id)) === null) throw deliveryNotFound();
    const again = await this.ledger.resend(id, this.now());
    const entry = again === undefined ? null : await this.ledger.find('all', again);
    if (entry === null) throw notToBeResent();
    return entry;
  }

  async report(channel: Channel, providerId: string, arrived: boolean): Promise<void> {
    await this.ledger.report(channel, providerId, arrived, this.now());
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
