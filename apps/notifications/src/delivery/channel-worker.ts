import { Logger } from '@nestjs/common';
import { within } from '#libs/common';
import { type Counter } from '#libs/metrics';
import { Breaker } from './breaker.js';
import { type DeliveryChannel, DeliveryFailure, type Outgoing } from './channel.js';
import { type Composer } from './composer.service.js';
import { type ClaimedDelivery, type DeliveriesRepository } from './deliveries.repository.js';

const atOnce = 20;
const idleMilliseconds = 500;
const doubtMilliseconds = 2000;
const leaseMarginSeconds = 5;
const longestPauseSeconds = 900;

export interface WorkerTools {
  readonly deliveries: DeliveriesRepository;
  readonly composer: Composer;
  readonly outcomes: Counter<'channel' | 'type' | 'result'>;
  readonly timeoutSeconds: number;
}

/** 1, 2, 4 … seconds, spread so that what failed together does not come back together. */
const pauseAfter = (attempts: number): number =>
  Math.min(2 ** (attempts - 1), longestPauseSeconds) * (0.75 + Math.random() / 2);

/**
 * Sends what is due over one channel. Each channel has a worker of its own, and each message a place of its own in it,
 * so that a slow provider holds up nothing but itself.
 */
export class ChannelWorker {
  private readonly logger = new Logger(ChannelWorker.name);
  private readonly breaker = new Breaker();
  private readonly inWork = new Set<Promise<void>>();
  private loop: Promise<void> = Promise.resolve();
  private stopping = false;
  private wake: () => void = () => undefined;
  private doubtedAt = -Infinity;

  constructor(
    readonly channel: DeliveryChannel,
    private readonly tools: WorkerTools,
  ) {}

  get isBroken(): boolean {
    return this.breaker.isOpen;
  }

  start(): void {
    this.loop = this.run();
  }

  /** Takes no more and finishes what is in work, so that none of it becomes uncertain. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
    await Promise.all(this.inWork);
    this.channel.close?.();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      let taken = 0;
      try {
        await this.doubt();
        taken = await this.takeSome();
      } catch (error) {
        this.logger.warn(`${this.channel.name} cannot be worked on: ${(error as Error).message}`);
      }
      if (this.inWork.size >= atOnce) await Promise.race(this.inWork);
      else if (taken === 0) await this.idle();
    }
  }

  private idle(): Promise<void> {
    if (this.stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMilliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async doubt(): Promise<void> {
    if (performance.now() - this.doubtedAt < doubtMilliseconds) return;
    this.doubtedAt = performance.now();
    const count = await this.tools.deliveries.doubt(this.channel.name);
    if (count === 0) return;
    this.tools.outcomes.inc({ channel: this.channel.name, type: 'any', result: 'uncertain' }, count);
    this.logger.warn(`${count} messages over ${this.channel.name} may have been sent by a process that died`);
  }

  private async takeSome(): Promise<number> {
    const { deliveries, composer, timeoutSeconds } = this.tools;
    const free = this.breaker.allowance(performance.now(), atOnce - this.inWork.size);
    if (free === 0) return 0;
    const claimed = await deliveries.claim(this.channel.name, free, timeoutSeconds + leaseMarginSeconds);
    if (claimed.length === 0) return 0;
    const composed = await composer.compose(this.channel.name, claimed).catch(async (error: unknown) => {
      await deliveries.release(claimed.map(({ id }) => id));
      throw error;
    });
    claimed.forEach((delivery, index) => {
      const each = composed[index];
      if (each === undefined) return;
      const work = 'message' in each ? this.send(each.message) : this.skip(delivery, each.objection);
      const settled: Promise<void> = work
        .catch((error: unknown) => {
          // The lease ends, and the row becomes uncertain: nothing is known of it.
          this.logger.warn(
            `What became of delivery ${delivery.id} was not noted: ${(error as Error).message}`,
          );
        })
        .finally(() => this.inWork.delete(settled));
      this.inWork.add(settled);
    });
    return claimed.length;
  }

  private async skip(delivery: ClaimedDelivery, reason: string): Promise<void> {
    // What was tried and failed until it was of no use has failed, whatever the reason is now.
    const state = reason === 'late' && delivery.attempts > 1 ? 'failed' : 'skipped';
    this.count(delivery, state);
    await this.tools.deliveries.end(delivery, state, reason);
  }

  private async send(message: Outgoing): Promise<void> {
    const { delivery } = message;
    const late = (): Error => new DeliveryFailure('timeout', { isOutage: true, isUncertain: true });
    try {
      const { providerId } = await within(this.tools.timeoutSeconds * 1000, this.channel.send(message), late);
      this.breaker.succeeded();
      this.count(delivery, 'sent');
      await this.tools.deliveries.markSent(delivery, providerId);
    } catch (error) {
      if (!(error instanceof DeliveryFailure)) throw error;
      await this.failed(delivery, error);
    }
  }

  private async failed(delivery: ClaimedDelivery, { reason, kind }: DeliveryFailure): Promise<void> {
    const { retryAfterSeconds = 0, isOutage = false, isFinal = false, isUncertain = false } = kind;
    if (isOutage) this.breaker.failed(performance.now(), retryAfterSeconds * 1000);
    else this.breaker.succeeded();
    this.logger.warn(`Delivery ${delivery.id} over ${this.channel.name} did not succeed: ${reason}`);
    this.count(delivery, isFinal ? 'failed' : 'retried');
    if (isFinal) await this.tools.deliveries.end(delivery, 'failed', reason);
    else {
      const pause = Math.max(pauseAfter(delivery.attempts), retryAfterSeconds);
      await this.tools.deliveries.postpone(delivery, reason, pause, isUncertain);
    }
  }

  private count({ occasion }: ClaimedDelivery, result: string): void {
    this.tools.outcomes.inc({ channel: this.channel.name, type: occasion, result });
  }
}
