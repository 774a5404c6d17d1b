import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { StandingOffers } from './standing-offers.js';
import { WaitlistOutcomes } from './waitlist-outcomes.js';

/** Ends offers that nobody has answered in time. */
@Injectable()
export class WaitlistLapsesService {
  constructor(
    private readonly database: Database,
    private readonly standing: StandingOffers,
    private readonly clock: Clock,
    private readonly outcomes: WaitlistOutcomes,
  ) {}

  /** @returns whether there was one */
  async endOne(): Promise<boolean> {
    const now = new Date(this.clock.now().epochMilliseconds);
    const hasLapsed = await this.database.transaction((queries) => this.standing.lapseOne(queries, now));
    if (hasLapsed) this.outcomes.committed('lapsed');
    return hasLapsed;
  }
}
