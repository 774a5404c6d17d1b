import { Logger } from '@nestjs/common';
import { ClientRMQ } from '@nestjs/microservices';
import { type AmqpConnectionManager } from 'amqp-connection-manager';
import { type ConfirmChannel } from 'amqplib';
import { unavailable, within } from '#libs/common';
import { type EventEnvelope } from '../events/events.js';
import { connectionOptions } from './broker.js';
import { lookAfterChannels } from './channels.js';
import { type Topology } from './topology.js';

const publishMilliseconds = 5000;

const late = (): Error => unavailable('The broker', new Error('no confirm in time'));

/**
 * Nest's RabbitMQ client for events: persistent, to the topic exchange, and alive when its channel is not. It publishes
 * many events at once on Nest's channel: Nest's own way makes a stream, a timer and a place in a queue for each of them.
 */
export class RmqClient extends ClientRMQ {
  private readonly log = new Logger(RmqClient.name);
  /** While the channel stands */
  private open: ConfirmChannel | undefined;

  constructor(
    url: string,
    private readonly topology: Topology,
  ) {
    super({
      urls: [url],
      exchange: topology.events,
      exchangeType: 'topic',
      exchangeArguments: { 'alternate-exchange': topology.unroutable },
      wildcards: true,
      persistent: true,
      noAssert: true,
      socketOptions: connectionOptions,
    });
  }

  override createClient(): AmqpConnectionManager {
    return lookAfterChannels(super.createClient() as AmqpConnectionManager, (error) => {
      this.log.warn(`The channel for events cannot be set up: ${error.message}`);
    });
  }

  override async setupChannel(channel: ConfirmChannel, resolve: () => void): Promise<void> {
    channel.on('close', () => {
      if (this.open === channel) this.open = undefined;
    });
    await super.setupChannel(channel, () => undefined);
    this.open = channel;
    resolve();
  }

  /**
   * Hands events over, in their order.
   *
   * @returns for each whether the broker has confirmed it; one that it has not may have arrived all the same
   * @throws AppError `service.unavailable` when there is no way to the broker
   */
  async publishAll(events: readonly EventEnvelope[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    await within(publishMilliseconds, this.connect(), late);
    const channel = this.open;
    if (channel === undefined) throw unavailable('The broker');
    return allWithin(
      publishMilliseconds,
      events.map((event) => (confirmed) => {
        const content = Buffer.from(JSON.stringify({ pattern: event.type, data: event }));
        channel.publish(this.topology.events, event.type, content, { persistent: true }, confirmed);
      }),
    );
  }
}

type Confirmed = (error: unknown) => void;

/** Waits for many answers with one timer: a blocked broker gives none. */
async function allWithin(
  milliseconds: number,
  questions: readonly ((confirmed: Confirmed) => void)[],
): Promise<readonly PromiseSettledResult<unknown>[]> {
  const refusals: Confirmed[] = [];
  const answers = questions.map(
    (ask) =>
      new Promise<void>((resolve, reject) => {
        refusals.push(reject);
        ask((error) => {
          if (error === null || error === undefined) resolve();
          else reject(unavailable('The broker', error));
        });
      }),
  );
  const timer = setTimeout(() => {
    for (const refuse of refusals) refuse(late());
  }, milliseconds);
  try {
    return await Promise.allSettled(answers);
  } finally {
    clearTimeout(timer);
  }
}
