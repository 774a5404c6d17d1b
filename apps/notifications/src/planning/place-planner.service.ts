import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type Queries } from '#libs/database';
import { PreferencesRepository } from '#libs/notifications';
import { type ChangedPlace } from '../facts/place.js';
import { PlacesRepository } from '../facts/places.repository.js';
import { addresseesOf } from '../facts/recipients.js';
import { SendableChannels } from '../facts/sendable-channels.js';
import { VisitsRepository } from '../facts/visits.repository.js';
import { planPlace } from './plan-place.js';
import { PlanningRepository } from './planning.repository.js';

const batchSize = 500;

/** Plans what patients are told of a place that has changed, in four statements for each batch of their visits. */
@Injectable()
export class PlacePlanner {
  constructor(
    private readonly places: PlacesRepository,
    private readonly visits: VisitsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly planning: PlanningRepository,
    private readonly channels: SendableChannels,
    private readonly clock: Clock,
  ) {}

  /**
   * Plans for the place as it is now, whichever of its changes an event told of. No visit is locked: whether a message
   * still holds is looked at when it is sent.
   */
  async plan(queries: Queries, locationId: number): Promise<void> {
    const place = await this.places.findChanged(queries, locationId);
    if (place === null) return;
    await this.planning.dropPlace(queries, place);
    // One moment for all batches: what is due to a recipient at once is one message.
    const now = this.clock.date();
    let ids: readonly number[] = [];
    do {
      ids = await this.places.visitsThere(queries, place, ids.at(-1) ?? 0, batchSize);
      await this.planSome(queries, ids, place, now);
    } while (ids.length === batchSize);
  }

  private async planSome(
    queries: Queries,
    ids: readonly number[],
    place: ChangedPlace,
    now: Date,
  ): Promise<void> {
    if (ids.length === 0) return;
    const visits = [...(await this.visits.find(ids, queries)).values()];
    const userIds = visits.flatMap((visit) => addresseesOf(visit)).map(({ userId }) => userId);
    const people = await this.preferences.findRecipients(userIds, queries);
    const common = { place, people, channels: this.channels.names, now };
    const wanted = visits.flatMap((visit) => planPlace({ visit, ...common }));
    await this.planning.add(wanted, now, queries);
  }
}
