import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { type Queries } from '#libs/database';
import { PreferencesRepository, type Recipient } from '#libs/notifications';
import { SendableChannels } from '../facts/sendable-channels.js';
import { plan } from './plan.js';
import { type PlannedDelivery } from './planned-delivery.js';
import { PlanningRepository } from './planning.repository.js';
import { addresseesOf } from '../facts/recipients.js';
import { type Farewell, type Happening, type Visit } from '../facts/visit.js';

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
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * @param queries a transaction that has locked the visits
   * @param happenings what just happened to the visits, by their ids, where anything did
   * @param farewells accounts that visits have just left
   */
  async plan(
    queries: Queries,
    visits: readonly Visit[],
    happenings: ReadonlyMap<number, Happening> = new Map(),
    farewells: readonly Farewell[] = [],
  ): Promise<Planned> {
    const told = [...visits.flatMap((visit) => addresseesOf(visit)), ...farewells];
    const userIds = told.map(({ userId }) => userId);
    const people = await this.preferences.findRecipients(userIds, queries);
    const now = this.clock.date();
    const common = {
      people,
      channels: this.channels.names,
      now,
      answerMinutes: this.env.CONFIRMATION_REMINDER_MINUTES,
      farewells,
    };
    const wanted = visits.flatMap((visit) => {
      const happening = happenings.get(visit.appointmentId);
      return plan({ visit, ...(happening !== undefined && { happening }), ...common });
    });
    const ids = visits.map(({ appointmentId }) => appointmentId);
    await this.planning.apply(queries, ids, wanted, now);
    return { wanted, people };
  }
}
