import { Logger } from '@nestjs/common';
import { Loop, within } from '#libs/common';
import { type Counter } from '#libs/metrics';
import { Breaker } from './breaker.js';
import { collectedUntil } from './budgets/budget.js';
import { type BudgetsService, type Spending, type Waiting } from './budgets/budgets.service.js';
import { type DeliveryChannel, DeliveryFailure, type Outgoing } from './channels/channel.js';
import { type Composer, type Composition } from './composer.service.js';
import { type ClaimedDelivery, type DeliveriesRepository } from './deliveries.repository.js';

const atOnce = 20;
const idleMilliseconds = 500;
const doubtMilliseconds = 2000;
const leaseMarginSeconds = 5;
const longestPauseSeconds = 900;

export interface WorkerTools {
  readonly deliveries: DeliveriesRepository;
  readonly composer: Composer;
  readonly budgets: BudgetsService;
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
  private readonly loop: Loop;
  private doubtedAt = -Infinity;

  constructor(
    readonly channel: DeliveryChannel,
    private readonly tools: WorkerTools,
  ) {
    this.loop = new Loop({
      name: `messages over ${channel.name}`,
      work: () => this.work(),
      pause: idleMilliseconds,
      onError: ({ message }) => {
        this.logger.warn(`${channel.name} cannot be worked on: ${message}`);
      },
    });
  }

  get isBroken(): boolean {
    return this.breaker.isOpen;
  }

  start(): void {
    this.loop.start();
  }

  /** Takes no more and finishes what is in work, so that none of it becomes uncertain. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.inWork);
    this.channel.close?.();
  }

  /** @returns the pause before the next look */
  private async work(): Promise<number> {
    await this.doubt();
    const taken = await this.takeSome();
    if (this.inWork.size >= atOnce) await Promise.race(this.inWork);
    else if (taken === 0) return idleMilliseconds;
    return 0;
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
    const { deliveries, timeoutSeconds } = this.tools;
    const free = this.breaker.allowance(performance.now(), atOnce - this.inWork.size);
    if (free === 0) return 0;
    const claimed = await deliveries.claim(this.channel.name, free, timeoutSeconds + leaseMarginSeconds);
    if (claimed.length === 0) return 0;
    const {
      refused,
      within: affordable,
      over,
    } = await this.prepare(claimed).catch(async (error: unknown) => {
      await deliveries.release(claimed.map(({ id }) => id));
      throw error;
    });
    for (const { delivery, objection } of refused) this.settle(delivery, this.skip(delivery, objection));
    for (const waiting of over) this.settle(waiting.message.delivery, this.collect(waiting));
    for (const message of affordable) this.settle(message.delivery, this.send(message));
    return claimed.length;
  }

  private async prepare(
    claimed: readonly ClaimedDelivery[],
  ): Promise<Spending & Pick<Composition, 'refused'>> {
    const { composer, budgets } = this.tools;
    const { messages, refused } = await composer.compose(this.channel.name, claimed);
    return { refused, ...(await budgets.spend(this.channel.name, messages)) };
  }

  private async collect({ message, free, now }: Waiting): Promise<void> {
    const deliveries = [message.delivery, ...message.others];
    for (const delivery of deliveries) this.count(delivery, 'collected');
    await this.tools.deliveries.collect(deliveries, new Date(collectedUntil(free, now)));
  }

  private settle({ id }: ClaimedDelivery, work: Promise<void>): void {
    const settled: Promise<void> = work
      .catch((error: unknown) => {
        // The lease ends, and the row becomes uncertain: nothing is known of it.
        this.logger.warn(`What became of delivery ${id} was not noted: ${(error as Error).message}`);
      })
      .finally(() => this.inWork.delete(settled));
    this.inWork.add(settled);
  }

  private async skip(delivery: ClaimedDelivery, reason: string): Promise<void> {
    // What was tried and failed until it was of no use has failed, whatever the reason is now.
    const state = reason === 'late' && delivery.attempts > 1 ? 'failed' : 'skipped';
    this.count(delivery, state);
    await this.tools.deliveries.end(delivery, state, reason);
  }

  private async send(message: Outgoing): Promise<void> {
    const deliveries = [message.delivery, ...message.others];
    const late = (): Error => new DeliveryFailure('timeout', { isOutage: true, isUncertain: true });
    try {
      const { providerId } = await within(this.tools.timeoutSeconds * 1000, this.channel.send(message), late);
      this.breaker.succeeded();
      for (const delivery of deliveries) this.count(delivery, 'sent');
      await this.tools.deliveries.markSent(deliveries, providerId);
    } catch (error) {
      if (!(error instanceof DeliveryFailure)) throw error;
      await this.failed(message.delivery, deliveries, error);
    }
  }

  private async failed(
    { id, attempts }: ClaimedDelivery,
    deliveries: readonly ClaimedDelivery[],
    { reason, kind }: DeliveryFailure,
  ): Promise<void> {
    const { retryAfterSeconds = 0, isOutage = false, isFinal = false, isUncertain = false } = kind;
    if (isOutage) this.breaker.failed(performance.now(), retryAfterSeconds * 1000);
    else this.breaker.succeeded();
    this.logger.warn(`Delivery ${id} over ${this.channel.name} did not succeed: ${reason}`);
    for (const delivery of deliveries) this.count(delivery, isFinal ? 'failed' : 'retried');
    if (isFinal) {
      for (const delivery of deliveries) await this.tools.deliveries.end(delivery, 'failed', reason);
    } else {
      const pause = Math.max(pauseAfter(attempts), retryAfterSeconds);
      await this.tools.deliveries.postpone(deliveries, reason, pause, isUncertain);
    }
  }

  private count({ occasion }: ClaimedDelivery, result: string): void {
    this.tools.outcomes.inc({ channel: this.channel.name, type: occasion, result });
  }
}
