import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Loop, minute } from '#libs/common';
import { Database, type Queries } from '#libs/database';
import { Channel } from '#libs/notifications';
import { SendableChannels } from '../facts/sendable-channels.js';
import { DigestsRepository } from './digests.repository.js';
import { PlannerService } from './planner.service.js';
import { ReplanningRepository } from './replanning.repository.js';
import { VisitsRepository } from '../facts/visits.repository.js';

const tickMilliseconds = 1000;
const digestMilliseconds = minute;
const batchSize = 500;
/** When the list of the next day is sent, by the clock of the location */
const digestHour = 18;

/**
 * Plans what no event asks for: the visits of a user who changed their mind about messages, or whose guardians began or
 * ceased to care for, visits from before, and the lists of the next day. Any number of processes may do so at once.
 */
@Injectable()
export class ReplannerScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ReplannerScheduler.name);
  private readonly loops = [
    new Loop({
      name: 'planning anew',
      work: async () => ((await this.planVisits()) ? 0 : tickMilliseconds),
      pause: tickMilliseconds,
      onError: ({ message }) => {
        this.logger.warn(`What is to come was not planned anew: ${message}`);
      },
    }),
    new Loop({
      name: 'lists of the next day',
      work: () => this.planDigests(),
      pause: digestMilliseconds,
      onError: ({ message }) => {
        this.logger.warn(`The lists of the next day were not planned: ${message}`);
      },
    }),
  ];
  /** Up to where visits from before were looked through; none when that is done */
  private unplannedAfter: number | undefined = 0;

  constructor(
    private readonly database: Database,
    private readonly replanning: ReplanningRepository,
    private readonly visits: VisitsRepository,
    private readonly planner: PlannerService,
    private readonly digests: DigestsRepository,
    private readonly channels: SendableChannels,
  ) {}

  onApplicationBootstrap(): void {
    for (const loop of this.loops) loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** @returns whether there was something to plan, and so may be more */
  private async planVisits(): Promise<boolean> {
    return (await this.replanOne()) || (await this.planSomeUnplanned());
  }

  /** @returns whether there was a user to plan for */
  private replanOne(): Promise<boolean> {
    return this.database.transaction(async (queries) => {
      const chooser = await this.replanning.takeOne(queries);
      const changed = chooser === undefined ? await this.replanning.takeGuardianship(queries) : undefined;
      const userId = chooser ?? changed?.dependantId;
      if (userId === undefined) return false;
      const ids = await this.replanning.visitsToCome(queries, userId);
      for (let start = 0; start < ids.length; start += batchSize)
        await this.replan(
          queries,
          ids.slice(start, start + batchSize),
          changed?.formerGuardianId ?? undefined,
        );
      return true;
    });
  }

  /** @param formerGuardianId whom the visits have left */
  private async replan(queries: Queries, ids: readonly number[], formerGuardianId?: number): Promise<void> {
    const visits = await this.visits.lock(queries, ids);
    const farewells =
      formerGuardianId === undefined ? [] : await this.visits.farewellsTo(queries, formerGuardianId, ids);
    await this.planner.plan(queries, visits, undefined, farewells);
  }

  /**
   * Once after every start. Each batch takes the same number of statements, however many visits are in it.
   *
   * @returns whether there were any
   */
  private async planSomeUnplanned(): Promise<boolean> {
    if (this.unplannedAfter === undefined) return false;
    // A user is reminded in the app alone only on request, and then their visits are planned.
    const isNeeded = this.channels.names.some((name) => name !== Channel.in_app);
    const ids = isNeeded ? await this.replanning.unplanned(this.unplannedAfter, batchSize) : [];
    if (ids.length > 0)
      await this.database.transaction(async (queries) => {
        await this.planner.plan(queries, await this.visits.lock(queries, ids));
      });
    this.unplannedAfter = ids.at(-1);
    return ids.length > 0;
  }

  private async planDigests(): Promise<void> {
    if (this.channels.names.includes(Channel.email)) await this.digests.plan(digestHour);
  }
}
