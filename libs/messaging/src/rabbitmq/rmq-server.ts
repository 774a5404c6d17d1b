import { Logger } from '@nestjs/common';
import { ServerRMQ } from '@nestjs/microservices';
import { type AmqpConnectionManager } from 'amqp-connection-manager';
import { type Channel, type ConfirmChannel } from 'amqplib';
import { Loop, within } from '#libs/common';
import { acknowledgeTogether } from './acknowledging.js';
import { connectionOptions } from './broker.js';
import { breakOff, lookAfterChannels } from './channels.js';
import { declareTopology, type Topology } from './topology.js';

const watchMilliseconds = 5000;
const answerMilliseconds = 5000;

/** Nothing that is asked on the channel will be answered any more. */
class NoAnswer extends Error {}

interface Consumption {
  readonly channel: Channel;
  readonly tag: string;
}

/**
 * Nest's RabbitMQ server, with what it leaves out: it declares the whole topology first, notices when the broker ends
 * the subscription or the channel breaks and then connects anew, and can stop taking messages before it closes.
 */
export class RmqServer extends ServerRMQ {
  private readonly log = new Logger(RmqServer.name);
  private readonly tag: string;
  private consumption: Consumption | undefined;
  private draining = false;
  /** How many looks in a row found no consumer */
  private looksInVain = 0;
  private readonly watch = new Loop({
    name: 'subscription',
    work: () => this.look(),
    pause: watchMilliseconds,
    // A queue that is gone closes the channel, which is heard where the channel is set up.
    onError: (error) => {
      if (error instanceof NoAnswer && this.server !== null) breakOff(this.server as AmqpConnectionManager);
    },
  });

  /**
   * @param queue the queue of `topology` to consume from
   * @param prefetchCount how many messages may be in work at once
   */
  constructor(
    url: string,
    private readonly topology: Topology,
    queue: string,
    prefetchCount: number,
  ) {
    const tag = `${queue}.${process.pid}.${Math.random().toString(36).slice(2, 10)}`;
    super({
      urls: [url],
      queue,
      noAck: false,
      prefetchCount,
      noAssert: true,
      consumerTag: tag,
      socketOptions: connectionOptions,
    });
    this.tag = tag;
  }

  /** Whether this process is subscribed to its queue. */
  isSubscribed(): boolean {
    return this.consumption !== undefined;
  }

  /** The channel of the subscription, while there is one. */
  get subscribedChannel(): ConfirmChannel | undefined {
    // The connection manager's channels confirm unless told otherwise.
    return this.consumption?.channel as ConfirmChannel | undefined;
  }

  override async setupChannel(channel: Channel, callback: () => void): Promise<void> {
    acknowledgeTogether(channel);
    channel.on('close', () => {
      if (this.consumption?.channel === channel) this.consumption = undefined;
    });
    // Without a listener, an error on the channel would end the process.
    channel.on('error', (error: Error) => {
      this.reconnect(error.message);
    });
    try {
      await declareTopology(channel, this.topology);
      await this.subscribe(channel, callback);
      this.consumption = { channel, tag: this.tag };
      this.watch.start(watchMilliseconds);
    } catch (error) {
      if (!this.draining) {
        this.log.error(`The queue ${this.queue} cannot be set up: ${(error as Error).message}`);
      }
      throw error;
    }
  }

  /** Nest asks for the subscription and does not wait for it; if it then failed, that would end the process. */
  private async subscribe(channel: Channel, callback: () => void): Promise<void> {
    const consume = channel.consume.bind(channel);
    let subscribed: ReturnType<Channel['consume']> | undefined;
    channel.consume = (...consumption) => (subscribed = consume(...consumption));
    await super.setupChannel(channel, callback);
    await subscribed;
  }

  override async createClient<T>(): Promise<T> {
    const connection = await super.createClient<AmqpConnectionManager>();
    // What went wrong has been said where the channel is set up.
    return lookAfterChannels(connection, () => undefined) as T;
  }

  override async close(): Promise<void> {
    this.draining = true;
    const stopped = this.watch.stop();
    await super.close();
    await stopped;
  }

  /** RabbitMQ says that the subscription has ended, such as when its queue was deleted, by sending no message. */
  override async handleMessage(message: Record<string, unknown> | null, channel: Channel): Promise<void> {
    if (message !== null) return super.handleMessage(message, channel);
    this.reconnect('the broker has ended the subscription');
  }

  /**
   * Asks the broker whether it knows of a consumer, should the end of the subscription ever go unheard. One answer is no
   * answer: of a queue whose leader is slow RabbitMQ says that it has none.
   */
  private async look(): Promise<void> {
    const { channel } = this.consumption ?? {};
    if (channel === undefined) return;
    const check = channel.checkQueue(this.queue);
    const { consumerCount } = await within(answerMilliseconds, check, () => new NoAnswer());
    this.looksInVain = consumerCount === 0 ? this.looksInVain + 1 : 0;
    if (this.looksInVain > 1) this.reconnect('the broker knows of no consumer');
  }

  /** Stops taking messages; those in work can still be settled. */
  async stopConsuming(): Promise<void> {
    this.draining = true;
    const { channel, tag } = this.consumption ?? {};
    this.consumption = undefined;
    if (channel !== undefined && tag !== undefined) await channel.cancel(tag).catch(() => undefined);
  }

  /** Says no farewell: the manager's own `reconnect` waits for the answer to it, and a second one on the way leaks a connection. */
  private reconnect(reason: string): void {
    this.consumption = undefined;
    this.looksInVain = 0;
    if (this.draining || this.server === null) return;
    this.log.warn(`Subscribing to ${this.queue} anew: ${reason}`);
    breakOff(this.server as AmqpConnectionManager, reason);
  }
}
