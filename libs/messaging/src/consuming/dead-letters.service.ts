import { Inject, Injectable } from '@nestjs/common';
import { type ConfirmChannel } from 'amqplib';
import { unavailable, within } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { topologyOf } from '../rabbitmq/topology.js';

const confirmMilliseconds = 5000;

/** The header of a dead letter that says why it is one. What the broker itself puts aside has `x-death` alone. */
export const reasonHeader = 'x-docket-reason';

/** Where events go that were given up, with the reason. */
@Injectable()
export class DeadLetters {
  private readonly exchange: string;
  private readonly key: string;

  constructor(@Inject(ENV) { NAMESPACE }: Pick<Env, 'NAMESPACE'>) {
    const { deadLetters, notificationsQueue } = topologyOf(NAMESPACE);
    this.exchange = deadLetters;
    this.key = notificationsQueue;
  }

  /** Resolves when the dead-letter queue holds the message; the original may be settled then. */
  async add(channel: ConfirmChannel, content: Buffer, reason: string): Promise<void> {
    const headers = { [reasonHeader]: reason };
    const confirmed = new Promise<void>((resolve, reject) => {
      channel.publish(this.exchange, this.key, content, { persistent: true, headers }, (error: unknown) => {
        if (error === null || error === undefined) resolve();
        else reject(unavailable('The broker', error));
      });
    });
    await within(confirmMilliseconds, confirmed, () => unavailable('The broker'));
  }
}
