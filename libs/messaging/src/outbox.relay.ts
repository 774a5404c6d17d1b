import { setTimeout as pause } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter, Gauge, gaugeOf } from '#libs/metrics';
import { type ClaimedEvent, OutboxRepository } from './outbox.repository.js';
import { Publisher } from './publisher.js';

const batchSize = 100;
const leaseSeconds = 15;
/** A look at the broker when it is away; the outbox is not asked. */
const retryMilliseconds = 500;
/** For what nobody has told of: events of a process that died, or of one that this process does not hear. */
const pollMilliseconds = 5000;
/** Nobody waits for a message so closely, and PostgreSQL is asked twice for all that come meanwhile, not for each. */
const gatherMilliseconds = 20;
const mostPauseSeconds = 30;
const backlogMilliseconds = 5000;

/**
 * Publishes what the outbox holds. Every gateway runs one; claims keep them from sending an event twice,
 * but for a relay that dies between the broker's confirm and its own mark.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  private nudged = false;
  private pauseMilliseconds = pollMilliseconds;
  private wake: () => void = () => undefined;
  private backlogReadAt = 0;

  constructor(
    private readonly outbox: OutboxRepository,
    private readonly publisher: Publisher,
    @InjectMetric('docket_outbox_pending') private readonly pending: Gauge,
    @InjectMetric('docket_outbox_oldest_seconds') private readonly oldest: Gauge,
    @InjectMetric('docket_outbox_published_total') private readonly published: Counter,
    @InjectMetric('docket_outbox_failures_total') private readonly failures: Counter,
  ) {
    gaugeOf('docket_broker_connected', 'Whether events can be handed over.', () =>
      Number(publisher.isReady()),
    );
  }

  onApplicationBootstrap(): void {
    this.loop = this.run();
  }

  /** Ends after the batch in hand, so that nothing is left claimed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
    await this.publisher.close();
  }

  /** Tells the relay that an event was just committed, so that it need not wait for the next look. */
  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.nudged = false;
      this.pauseMilliseconds = this.publisher.isReady() ? pollMilliseconds : retryMilliseconds;
      try {
        await this.readBacklog();
        if (this.publisher.isReady() && (await this.publishBatch()) === batchSize) continue;
      } catch (error) {
        this.pauseMilliseconds = retryMilliseconds;
        this.failures.inc();
        this.logger.warn(`The outbox cannot be worked on: ${(error as Error).message}`);
      }
      await this.idle();
    }
  }

  /** Until the next look is due, or shortly after somebody nudged. */
  private async idle(): Promise<void> {
    if (!this.nudged) await this.untilNudged();
    if (!this.stopping && this.nudged) await pause(gatherMilliseconds);
  }

  private untilNudged(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pauseMilliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async publishBatch(): Promise<number> {
    const events = await this.outbox.claim(batchSize, leaseSeconds);
    if (events.length === 0) return 0;
    const results = await Promise.allSettled(events.map((event) => this.publisher.publish(event.envelope)));
    const sent = events.filter((_, index) => results[index]?.status === 'fulfilled');
    const failed = events.filter((_, index) => results[index]?.status === 'rejected');
    if (sent.length > 0) await this.outbox.markPublished(sent.map(({ id }) => id));
    this.published.inc(sent.length);
    if (failed.length > 0) await this.release(failed, results);
    return events.length;
  }

  /** A rejected event may have arrived all the same; it is sent again under the same id, and the inbox sorts it out. */
  private async release(
    failed: readonly ClaimedEvent[],
    results: readonly PromiseSettledResult<void>[],
  ): Promise<void> {
    this.failures.inc(failed.length);
    const attempts = Math.max(...failed.map((event) => event.attempts));
    const pauseSeconds = Math.min(2 ** (attempts - 1) / 2, mostPauseSeconds);
    this.pauseMilliseconds = Math.min(pauseSeconds * 1000, pollMilliseconds);
    await this.outbox.release(
      failed.map(({ id }) => id),
      pauseSeconds,
    );
    const reason = results.find((result) => result.status === 'rejected')?.reason as unknown;
    this.logger.warn(`${failed.length} events were not confirmed and will be sent again: ${String(reason)}`);
  }

  private async readBacklog(): Promise<void> {
    const now = performance.now();
    if (this.backlogReadAt !== 0 && now - this.backlogReadAt < backlogMilliseconds) return;
    this.backlogReadAt = now;
    const { pending, oldestSeconds } = await this.outbox.backlog();
    this.pending.set(pending);
    this.oldest.set(oldestSeconds);
  }
}
