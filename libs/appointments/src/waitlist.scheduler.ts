import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Gauge } from 'prom-client';
import { Clock } from '#libs/common';
import { WaitlistLapsesService } from './waitlist-lapses.service.js';
import { WaitlistOpeningsService } from './waitlist-openings.service.js';
import { earliestToday } from './waitlist.service.js';
import { WaitlistUpkeepRepository } from './waitlist-upkeep.repository.js';

const tickMilliseconds = 1000;
const afterFailureMilliseconds = 5000;
const backlogMilliseconds = 10_000;

/**
 * Offers what has become free, passes on what was not answered, and ends what has waited for long enough. Every gateway
 * runs one; each thing is locked or leased by whoever deals with it.
 */
@Injectable()
export class WaitlistScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WaitlistScheduler.name);
  private ticking: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private backlogReadAt = -Infinity;

  constructor(
    private readonly repository: WaitlistUpkeepRepository,
    private readonly lapses: WaitlistLapsesService,
    private readonly openings: WaitlistOpeningsService,
    private readonly clock: Clock,
    @InjectMetric('docket_waitlist_waiting') private readonly waiting: Gauge,
    @InjectMetric('docket_waitlist_openings') private readonly pending: Gauge,
  ) {}

  onApplicationBootstrap(): void {
    this.ticking = this.tick();
  }

  /** Ends after the opening in hand, so that none waits for the end of a lease. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.ticking;
  }

  private async tick(): Promise<void> {
    let pause = tickMilliseconds;
    try {
      await this.work();
      await this.readBacklog();
    } catch (error) {
      pause = afterFailureMilliseconds;
      this.logger.warn(`The waitlist was not worked on: ${(error as Error).message}`);
    }
    if (!this.isStopped)
      this.timer = setTimeout(() => {
        this.ticking = this.tick();
      }, pause);
  }

  private async work(): Promise<void> {
    const now = this.clock.now();
    const today = earliestToday(now).toString();
    const at = new Date(now.epochMilliseconds);
    const due = await this.repository.due(today, at);
    if (due.entries) await this.repository.expire(today, at);
    let hasReopened = false;
    if (due.offers) while (!this.isStopped && (await this.lapses.endOne())) hasReopened = true;
    if (due.openings || hasReopened) while (!this.isStopped && (await this.openings.fillOne()));
  }

  private async readBacklog(): Promise<void> {
    if (performance.now() - this.backlogReadAt < backlogMilliseconds) return;
    this.backlogReadAt = performance.now();
    const { waiting, openings } = await this.repository.backlog();
    this.waiting.set(waiting);
    this.pending.set(openings);
  }
}
