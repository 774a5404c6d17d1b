import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { type ConfirmChannel } from 'amqplib';
import { Loop, minute } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Counter, gaugesOf, InjectMetric } from '#libs/metrics';
import { Broker } from '../rabbitmq/broker.js';
import { consumersOf, topologyOf, type Consumer } from '../rabbitmq/topology.js';
import { MissingEventsRepository } from './missing-events.repository.js';
import { resendUnroutable, sendTo } from './resending.js';

const batchSize = 100;

/**
 * Compares what was published with what each consumer has noted. The outbox keeps an event for days after the broker has
 * confirmed it, and the broker can lose it all the same: a queue is purged or deleted, a disk is wiped. Every gateway
 * does so; a row for each consumer keeps two from comparing the same events.
 *
 * What waits in a queue is not missing. An event counts as missing when its queue was seen empty after it was published,
 * with a consumer, the consumer had the time of RECONCILIATION_SECONDS since then, and the queue is empty again.
 */
@Injectable()
export class Reconciliation implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Reconciliation.name);
  /** When the queue of each consumer was seen to be empty first, since the last comparison; by PostgreSQL's clock */
  private readonly emptySince = new Map<string, Date>();
  private readonly settleMilliseconds: number;
  private readonly loop: Loop;

  constructor(
    @Inject(Broker) private readonly broker: Broker | undefined,
    private readonly events: MissingEventsRepository,
    @Inject(ENV) private readonly env: Env,
    @InjectMetric('docket_events_missing_total') private readonly missing: Counter,
    @InjectMetric('docket_events_replayed_total') private readonly replayed: Counter,
  ) {
    this.settleMilliseconds = env.RECONCILIATION_SECONDS * 1000;
    this.loop = new Loop({
      name: 'reconciliation',
      // Batch after batch, however much was lost.
      longestRound: 10 * minute,
      work: (signal) => this.look(signal),
      pause: this.settleMilliseconds / 2,
      onError: ({ message }) => {
        this.logger.warn(`Published events could not be compared with their consumers' inboxes: ${message}`);
      },
    });
    // Without a broker, handing an event over is having it handled.
    if (broker === undefined) return;
    gaugesOf(
      {
        missing: {
          name: 'docket_events_missing',
          help: 'Events that were published and that a consumer neither handled nor kept.',
        },
        uncomparedSeconds: {
          name: 'docket_events_uncompared_seconds',
          help: 'For how long published events have not been compared with what consumers handled.',
        },
      },
      () => events.standing(),
    );
  }

  onApplicationBootstrap(): void {
    if (this.broker !== undefined) this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  private async look(signal: AbortSignal): Promise<void> {
    const topology = topologyOf(this.env.NAMESPACE);
    const consumers = consumersOf(topology);
    for (const { name } of consumers) await this.events.begin(name);
    if (this.broker?.isReady() !== true) return;
    await this.broker.visit(async (channel) => {
      const resent = await resendUnroutable(channel, topology);
      if (resent > 0) this.logger.log(`${resent} events that had no queue to go to were sent again`);
      for (const consumer of consumers) await this.reconcile(channel, consumer, signal);
    });
  }

  private async reconcile(channel: ConfirmChannel, consumer: Consumer, signal: AbortSignal): Promise<void> {
    // Before the queue is asked: what was published until then has been in it.
    const now = await this.events.now();
    const { messageCount, consumerCount } = await channel.checkQueue(consumer.queue);
    // Of a queue whose leader does not answer in time RabbitMQ says that it has neither messages nor consumers. And a
    // consumer that is away has not had its time.
    if (messageCount > 0 || consumerCount === 0) return;
    const until = this.emptySince.get(consumer.name) ?? now;
    this.emptySince.set(consumer.name, until);
    if (now.getTime() - until.getTime() < this.settleMilliseconds) return;
    await this.compare(consumer, until, signal);
    if (this.env.RECONCILIATION_REPLAY === 'on') await this.replay(channel, consumer, until, signal);
    this.emptySince.set(consumer.name, now);
  }

  private async compare({ name }: Consumer, until: Date, signal: AbortSignal): Promise<void> {
    const arrived = await this.events.forgetArrived(name);
    if (arrived > 0) this.logger.log(`${arrived} events that were missing have reached ${name}`);
    let found = 0;
    for (let hasMore = true; hasMore && !signal.aborted;) {
      const comparison = await this.events.compare(name, until);
      found += comparison.missing;
      ({ hasMore } = comparison);
    }
    this.missing.inc(found);
    if (found > 0) this.logger.error(`${found} events were published and have not reached ${name}`);
  }

  /** To the consumer that misses them alone; its inbox recognises what came by another way meanwhile. */
  private async replay(
    channel: ConfirmChannel,
    { name, queue }: Consumer,
    until: Date,
    signal: AbortSignal,
  ): Promise<void> {
    for (let sent = batchSize; sent === batchSize && !signal.aborted;) {
      const due = await this.events.due(name, until, batchSize);
      sent = due.length;
      if (sent === 0) return;
      await sendTo(channel, queue, due);
      await this.events.markReplayed(
        name,
        due.map(({ id }) => id),
      );
      this.replayed.inc(sent);
    }
  }
}
