import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectMetric } from '#libs/metrics';
import { Gauge } from 'prom-client';
import { Clock, hour, Loop } from '#libs/common';
import { OpeningsService } from './openings.service.js';
import { StandingOffersService } from './standing-offers.service.js';
import { WaitlistRepository } from './waitlist.repository.js';
import { earliestToday } from './waitlist.service.js';

const tickMilliseconds = 1000;
const afterFailureMilliseconds = 5000;
const backlogMilliseconds = 10_000;

/**
 * Offers openings, ends offers that lapsed and entries whose dates have passed. Every gateway runs one: rows are locked or
 * leased by the gateway that works on them.
 */
@Injectable()
export class WaitlistScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WaitlistScheduler.name);
  private readonly loop = new Loop({
    name: 'waitlist',
    // Opening after opening, until none is left.
    longestRound: hour,
    work: async (signal) => {
      await this.work(signal);
      await this.readBacklog();
    },
    pause: tickMilliseconds,
    pauseAfterFailure: afterFailureMilliseconds,
    onError: ({ message }) => {
      this.logger.warn(`The waitlist was not worked on: ${message}`);
    },
  });
  private backlogReadAt = -Infinity;

  constructor(
    private readonly repository: WaitlistRepository,
    private readonly standing: StandingOffersService,
    private readonly openings: OpeningsService,
    private readonly clock: Clock,
    @InjectMetric('docket_waitlist_waiting') private readonly waiting: Gauge,
    @InjectMetric('docket_waitlist_openings') private readonly pending: Gauge,
  ) {}

  onApplicationBootstrap(): void {
    this.loop.start();
  }

  /** Ends after the opening in hand, so that none waits for the end of a lease. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async work(signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const today = earliestToday(now).toString();
    const at = new Date(now.epochMilliseconds);
    const due = await this.repository.due(today, at);
    if (due.entries) await this.repository.expire(today, at);
    let hasReopened = false;
    if (due.offers)
      while (!signal.aborted && (await this.standing.lapseOne(this.clock.date()))) hasReopened = true;
    if (due.openings || hasReopened) while (!signal.aborted && (await this.openings.fillOne()));
  }

  private async readBacklog(): Promise<void> {
    if (performance.now() - this.backlogReadAt < backlogMilliseconds) return;
    this.backlogReadAt = performance.now();
    const { waiting, openings } = await this.repository.backlog();
    this.waiting.set(waiting);
    this.pending.set(openings);
  }
}
