import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '#libs/database';
import { Channel } from '#libs/notifications';
import { SendableChannels } from '../delivery/sendable-channels.js';
import { DigestsRepository } from './digests.repository.js';
import { PlannerService } from './planner.service.js';
import { ReplanningRepository } from './replanning.repository.js';
import { VisitsRepository } from './visits.repository.js';

const tickMilliseconds = 1000;
const digestMilliseconds = 60_000;
const batchSize = 500;
/** When the list of the next day is sent, by the clock of the location */
const digestHour = 18;

/**
 * Plans what no event asks for: the visits of somebody who changed their mind about messages, or whom others began or
 * ceased to care for, visits from before, and the lists of the next day. Any number of processes may do so at once.
 */
@Injectable()
export class ReplannerScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ReplannerScheduler.name);
  private timer: NodeJS.Timeout | undefined;
  private digestsAt = -Infinity;
  private isStopped = false;
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
    void this.tick();
  }

  onModuleDestroy(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async tick(): Promise<void> {
    await this.attempt(() => this.planVisits());
    await this.attempt(() => this.planDigests());
    if (!this.isStopped) this.timer = setTimeout(() => void this.tick(), tickMilliseconds);
  }

  /** What fails is tried again with the next tick, and holds up nothing else. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.logger.warn(`What is to come was not planned anew: ${(error as Error).message}`);
    }
  }

  private async planVisits(): Promise<void> {
    while (!this.isStopped && ((await this.replanOne()) || (await this.planSomeUnplanned())));
  }

  /** @returns whether there was anybody */
  private replanOne(): Promise<boolean> {
    return this.database.transaction(async (queries) => {
      const userId =
        (await this.replanning.takeOne(queries)) ?? (await this.replanning.takeDependant(queries));
      if (userId === undefined) return false;
      const ids = await this.replanning.visitsToCome(queries, userId);
      for (let start = 0; start < ids.length; start += batchSize) {
        const visits = await this.visits.lock(queries, ids.slice(start, start + batchSize));
        await this.planner.plan(queries, visits);
      }
      return true;
    });
  }

  /**
   * Once after every start. Each batch takes the same number of statements, however many visits are in it.
   *
   * @returns whether there were any
   */
  private async planSomeUnplanned(): Promise<boolean> {
    if (this.unplannedAfter === undefined) return false;
    // Nobody is reminded in the app alone unless they ask for it, and then their visits are planned.
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
    if (!this.channels.names.includes(Channel.email)) return;
    if (performance.now() - this.digestsAt < digestMilliseconds) return;
    this.digestsAt = performance.now();
    await this.digests.plan(digestHour);
  }
}
