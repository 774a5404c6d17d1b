import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ENV, type Env } from '#libs/config';
import { Counter, Gauge, gaugesOf, InjectMetric } from '#libs/metrics';
import { ChannelWorker } from './channel.worker.js';
import { DeliveryChannels } from './channels/delivery-channels.js';
import { BudgetsService } from './budgets/budgets.service.js';
import { Composer } from './composer.service.js';
import { DeliveriesRepository } from './deliveries.repository.js';

/** Sends what is due, over every channel at once. Every process runs one; claims keep them from sending a row twice. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers: readonly ChannelWorker[];

  constructor(
    channels: DeliveryChannels,
    deliveries: DeliveriesRepository,
    composer: Composer,
    budgets: BudgetsService,
    @Inject(ENV) env: Env,
    @InjectMetric('docket_deliveries_total') outcomes: Counter<'channel' | 'type' | 'result'>,
  ) {
    const tools = { deliveries, composer, budgets, outcomes, timeoutSeconds: env.DELIVERY_TIMEOUT_SECONDS };
    const workers = channels.list.map((channel) => new ChannelWorker(channel, tools));
    this.workers = workers;
    new Gauge({
      name: 'docket_provider_broken',
      help: 'Whether a channel waits for its provider to come back.',
      labelNames: ['channel'],
      collect() {
        for (const { channel, isBroken } of workers) this.set({ channel: channel.name }, Number(isBroken));
      },
    });
    gaugesOf(
      {
        due: { name: 'docket_deliveries_due', help: 'Messages that are due and not sent.' },
        oldestSeconds: {
          name: 'docket_deliveries_oldest_seconds',
          help: 'For how long the most overdue message has been due.',
        },
      },
      () => deliveries.backlog(),
    );
  }

  onApplicationBootstrap(): void {
    for (const worker of this.workers) worker.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }
}
