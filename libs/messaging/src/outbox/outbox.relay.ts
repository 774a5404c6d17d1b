import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Counter, Gauge, gaugeOf, InjectMetric } from '#libs/metrics';
import { Loop } from '#libs/common';
import { type ClaimedEvent, OutboxRepository } from './outbox.repository.js';
import { Publisher } from './publisher.js';

const batchSize = 100;
const leaseSeconds = 15;
/** A look at the broker when it is away; the outbox is not asked. */
const retryMilliseconds = 500;
/** For events without a nudge: those of a process that died, or that this process does not hear. */
const pollMilliseconds = 5000;
/**
 * No reader notices so short a delay, and PostgreSQL is asked twice for all events of that time, not for each. While one
 * event follows the other the longer time holds: a round costs what twenty events do.
 */
const gatherMilliseconds = { alone: 20, busy: 100 };
const mostPauseSeconds = 30;
const backlogMilliseconds = 5000;

/**
 * Publishes what the outbox holds. Every gateway runs one; claims keep them from sending an event twice,
 * but for a relay that dies between the broker's confirm and its own mark.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly loop = new Loop({
    name: 'outbox',
    work: () => this.work(),
    pause: pollMilliseconds,
    pauseAfterFailure: retryMilliseconds,
    gather: () =>
      performance.now() - this.publishedAt < gatherMilliseconds.busy
        ? gatherMilliseconds.busy
        : gatherMilliseconds.alone,
    onError: ({ message }) => {
      this.failures.inc();
      this.logger.warn(`The outbox cannot be worked on: ${message}`);
    },
  });
  private backlogReadAt = 0;
  private publishedAt = -Infinity;

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
    this.loop.start();
  }

  /** Ends after the batch in hand, so that nothing is left claimed. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
    await this.publisher.close();
  }

  /** Tells the relay that an event was just committed, so that it need not wait for the next look. */
  nudge(): void {
    this.loop.nudge();
  }

  /** @returns the pause before the next look */
  private async work(): Promise<number> {
    await this.readBacklog();
    return this.publisher.isReady() ? this.publishBatch() : retryMilliseconds;
  }

  private async publishBatch(): Promise<number> {
    const events = await this.outbox.claim(batchSize, leaseSeconds);
    if (events.length === 0) return pollMilliseconds;
    const results = await this.publish(events);
    this.publishedAt = performance.now();
    const sent = events.filter((_, index) => results[index]?.status === 'fulfilled');
    const failed = events.filter((_, index) => results[index]?.status === 'rejected');
    if (sent.length > 0) await this.outbox.markPublished(sent);
    this.published.inc(sent.length);
    const pause = failed.length > 0 ? await this.release(failed, results) : pollMilliseconds;
    return events.length === batchSize ? 0 : pause;
  }

  private async publish(events: readonly ClaimedEvent[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    try {
      return await this.publisher.publish(events.map(({ envelope }) => envelope));
    } catch (reason) {
      return events.map(() => ({ status: 'rejected', reason }));
    }
  }

  /**
   * A rejected event may have arrived all the same; it is sent again under the same id, and the inbox sorts it out.
   *
   * @returns the pause before the next look, which finds the events again
   */
  private async release(
    failed: readonly ClaimedEvent[],
    results: readonly PromiseSettledResult<unknown>[],
  ): Promise<number> {
    this.failures.inc(failed.length);
    const attempts = Math.max(...failed.map((event) => event.attempts));
    const pauseSeconds = Math.min(2 ** (attempts - 1) / 2, mostPauseSeconds);
    await this.outbox.release(failed, pauseSeconds);
    const reason = results.find((result) => result.status === 'rejected')?.reason as unknown;
    this.logger.warn(`${failed.length} events were not confirmed and will be sent again: ${String(reason)}`);
    return Math.min(pauseSeconds * 1000, pollMilliseconds);
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
