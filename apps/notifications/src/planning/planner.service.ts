import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { PreferencesRepository, type Recipient } from '#libs/notifications';
import { SendableChannels } from '../delivery/sendable-channels.js';
import { plan, type PlannedDelivery } from './plan.js';
import { PlanningRepository } from './planning.repository.js';
import { addresseesOf } from './recipients.js';
import { type Happening, type Visit } from './visit.js';

/** What is wanted, and who wants it. */
export interface Planned {
  readonly wanted: readonly PlannedDelivery[];
  readonly people: ReadonlyMap<number, Recipient>;
}

/** Brings the ledger up to what is true now, in as many statements for a thousand visits as for one. */
@Injectable()
export class PlannerService {
  constructor(
    private readonly preferences: PreferencesRepository,
    private readonly planning: PlanningRepository,
    private readonly channels: SendableChannels,
    private readonly clock: Clock,
  ) {}

  /**
   * @param queries a transaction that has locked the visits
   * @param happening what just happened to the one visit, if anything did
   */
  async plan(queries: Queries, visits: readonly Visit[], happening?: Happening): Promise<Planned> {
    const userIds = visits.flatMap((visit) => addresseesOf(visit).map(({ userId }) => userId));
    const people = await this.preferences.findRecipients(userIds, queries);
    const now = new Date(this.clock.now().epochMilliseconds);
    const common = {
      people,
      channels: this.channels.names,
      now,
      ...(happening !== undefined && { happening }),
    };
    const wanted = visits.flatMap((visit) => plan({ visit, ...common }));
    const ids = visits.map(({ appointmentId }) => appointmentId);
    await this.planning.apply(queries, ids, wanted, now);
    return { wanted, people };
  }
}
