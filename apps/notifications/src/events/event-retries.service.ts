import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Loop, runInContext } from '#libs/common';
import {
  contextOf,
  DeadLetters,
  type DueRetry,
  EventRetriesRepository,
  isHopeless,
  mostAttempts,
  pauseAfter,
  reasonOf,
} from '#libs/messaging';
import { gaugesOf } from '#libs/metrics';
import { EventSource } from './event-source.service.js';
import { NotifierService } from './notifier.service.js';

const pollMilliseconds = 1000;
const batchSize = 20;
/** Longer than a batch can take, so that no other process tries the same event meanwhile. */
const leaseSeconds = 60;

/** Tries the events again that failed when they were delivered: ever more seldom, and not for ever. */
@Injectable()
export class EventRetriesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventRetriesService.name);
  private readonly loop = new Loop({
    name: 'failed events',
    work: async () => ((await this.tryDue()) ? 0 : pollMilliseconds),
    pause: pollMilliseconds,
    onError: (error) => {
      this.logger.warn(`Failed events cannot be tried again: ${reasonOf(error)}`);
    },
  });

  constructor(
    private readonly retries: EventRetriesRepository,
    private readonly notifier: NotifierService,
    private readonly source: EventSource,
    private readonly deadLetters: DeadLetters,
  ) {
    gaugesOf(
      {
        waiting: {
          name: 'docket_event_retries_waiting',
          help: 'Events that could not be handled and wait to be tried again.',
        },
        oldestSeconds: {
          name: 'docket_event_retries_oldest_seconds',
          help: 'For how long the oldest of these events has waited.',
        },
      },
      () => retries.backlog(),
    );
  }

  onApplicationBootstrap(): void {
    this.loop.start(pollMilliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** @returns whether any was due, and so more may be */
  private async tryDue(): Promise<boolean> {
    const due = await this.retries.claim(batchSize, leaseSeconds);
    await Promise.all(due.map((retry) => this.attempt(retry)));
    return due.length > 0;
  }

  private async attempt({ envelope, attempts }: DueRetry): Promise<void> {
    try {
      await runInContext(contextOf(envelope), () => this.notifier.notify(envelope));
      await this.retries.remove(envelope.id);
    } catch (error) {
      const isOver = isHopeless(error) || attempts >= mostAttempts;
      if (isOver) await this.giveUp({ envelope, attempts }, reasonOf(error));
      else await this.retries.postpone(envelope.id, reasonOf(error), pauseAfter(attempts));
    }
  }

  /** Puts an event where operators look for it. Without RabbitMQ it stays where it is. */
  private async giveUp({ envelope, attempts }: DueRetry, reason: string): Promise<void> {
    const { id, type } = envelope;
    this.logger.error(`${type} ${id} is given up after ${attempts} attempts: ${reason}`);
    const { channel, hasBroker } = this.source;
    if (!hasBroker) return this.retries.postpone(id, reason, 'never');
    if (channel === undefined) return this.retries.postpone(id, reason, pauseAfter(1));
    const message = Buffer.from(JSON.stringify({ pattern: type, data: envelope }));
    await this.deadLetters.add(channel, message, reason, id);
    return this.retries.remove(id);
  }
}
