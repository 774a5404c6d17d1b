import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ConfirmChannel } from 'amqplib';
import { unavailable, within } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { isUuid } from '../events/events.js';
import { topologyOf } from '../rabbitmq/topology.js';
import { CONSUMER } from './event-retries.repository.js';
import { reasonOf } from './failures.js';
import { InboxRepository } from './inbox.repository.js';

const confirmMilliseconds = 5000;

/** The header of a dead letter that says why it is one. What the broker itself puts aside has `x-death` alone. */
export const reasonHeader = 'x-docket-reason';

/** Where events go that were given up, with the reason. */
@Injectable()
export class DeadLetters {
  private readonly logger = new Logger(DeadLetters.name);
  private readonly exchange: string;
  private readonly key: string;

  constructor(
    private readonly inbox: InboxRepository,
    @Inject(CONSUMER) private readonly consumer: string,
    @Inject(ENV) { NAMESPACE }: Pick<Env, 'NAMESPACE'>,
  ) {
    const { deadLetters, notificationsQueue } = topologyOf(NAMESPACE);
    this.exchange = deadLetters;
    this.key = notificationsQueue;
  }

  /**
   * Resolves when the dead-letter queue holds the message; the original may be settled then.
   *
   * @param eventId of the event that it is, if it is one
   */
  async add(channel: ConfirmChannel, content: Buffer, reason: string, eventId?: unknown): Promise<void> {
    const headers = { [reasonHeader]: reason };
    const confirmed = new Promise<void>((resolve, reject) => {
      channel.publish(this.exchange, this.key, content, { persistent: true, headers }, (error: unknown) => {
        if (error === null || error === undefined) resolve();
        else reject(unavailable('The broker', error));
      });
    });
    await within(confirmMilliseconds, confirmed, () => unavailable('The broker'));
    if (isUuid(eventId)) await this.note(eventId);
  }

  /** An event that is not noted counts as missing and comes again, to be given up again. */
  private async note(eventId: string): Promise<void> {
    try {
      await this.inbox.giveUp(eventId, this.consumer);
    } catch (error) {
      this.logger.warn(`${eventId} was given up, which could not be noted: ${reasonOf(error)}`);
    }
  }
}
