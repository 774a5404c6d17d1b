import { Injectable } from '@nestjs/common';
import { Clock, lastZone, minute } from '#libs/common';
import { AttemptsService } from '../record/index.js';
import { UpkeepRepository } from './upkeep.repository.js';
import { WaitsRepository } from './waits.repository.js';

/** A hold that has just expired is left to the booking that wants its time, which clears it away itself. */
const holdsAreLeftFor = 10 * minute;

/** Does what time brings: requests without an answer lapse, expired holds are tidied, and no one waits for what retires. */
@Injectable()
export class UpkeepService {
  constructor(
    private readonly repository: UpkeepRepository,
    private readonly waits: WaitsRepository,
    private readonly attempts: AttemptsService,
    private readonly clock: Clock,
  ) {}

  /** @returns whether there was anything to lapse */
  async lapse(): Promise<boolean> {
    const count = await this.repository.lapse(this.clock.date());
    if (count > 0) this.attempts.committed('lapsed', count);
    return count > 0;
  }

  /** @returns whether anyone waited in vain */
  async endWaits(): Promise<boolean> {
    const now = this.clock.now();
    const today = now.toZonedDateTimeISO(lastZone).toPlainDate().toString();
    return (await this.waits.endRetired(today, new Date(now.epochMilliseconds))) > 0;
  }

  /** @returns whether there was anything to tidy */
  async tidyHolds(): Promise<boolean> {
    const now = this.clock.date();
    return (await this.repository.tidyHolds(new Date(now.getTime() - holdsAreLeftFor), now)) > 0;
  }
}
