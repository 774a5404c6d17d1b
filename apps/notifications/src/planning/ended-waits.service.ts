import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { PreferencesRepository, type Recipient } from '#libs/notifications';
import { SendableChannels } from '../facts/sendable-channels.js';
import { type Wait, WaitsRepository } from '../facts/waits.repository.js';
import { planOfEndedWait } from './ended-wait-plan.js';
import { type PlannedDelivery } from './planned-delivery.js';
import { PlanningRepository } from './planning.repository.js';

/** An entry of the waitlist that ended, what is to be told of it, and to whom. */
export interface PlannedEnd {
  readonly wait: Wait;
  readonly wanted: readonly PlannedDelivery[];
  readonly people: ReadonlyMap<number, Recipient>;
}

/** Messages about entries of the waitlist that ended, because what they name has retired. */
@Injectable()
export class EndedWaits {
  constructor(
    private readonly waits: WaitsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly planning: PlanningRepository,
    private readonly channels: SendableChannels,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when there is no such entry any more: what has ended is not kept for ever */
  async plan(queries: Queries, waitlistEntryId: number): Promise<PlannedEnd | undefined> {
    const wait = (await this.waits.find([waitlistEntryId], queries)).get(waitlistEntryId);
    if (wait === undefined) return undefined;
    const people = await this.preferences.findRecipients(wait.patientSide, queries);
    const now = this.clock.date();
    const wanted = planOfEndedWait({ wait, people, channels: this.channels.names, now });
    await this.planning.add(wanted, now, queries);
    return { wait, wanted, people };
  }
}
