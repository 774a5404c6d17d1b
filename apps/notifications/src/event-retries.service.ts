import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { runInContext } from '#libs/common';
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
import { EventSource } from './event-source.js';
import { NotifierService } from './notifier.service.js';

const pollMilliseconds = 1000;
const batchSize = 20;
/** Longer than a batch can take, so that no other process tries the same event meanwhile. */
const leaseSeconds = 60;

/** Tries the events again that failed when they were delivered: ever more seldom, and not for ever. */
@Injectable()
export class EventRetriesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventRetriesService.name);
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopping = false;

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
    this.plan();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private plan(): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.round = this.tryDue()
        .catch((error: unknown) => {
          this.logger.warn(`Failed events cannot be tried again: ${reasonOf(error)}`);
        })
        .finally(() => {
          this.plan();
        });
    }, pollMilliseconds);
  }

  private async tryDue(): Promise<void> {
    for (let due = await this.claim(); due.length > 0; due = await this.claim()) {
      await Promise.all(due.map((retry) => this.attempt(retry)));
    }
  }

  private async claim(): Promise<DueRetry[]> {
    return this.stopping ? [] : this.retries.claim(batchSize, leaseSeconds);
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
    await this.deadLetters.add(channel, message, reason);
    return this.retries.remove(id);
  }
}
