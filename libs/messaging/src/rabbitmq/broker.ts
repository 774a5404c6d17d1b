import { Logger } from '@nestjs/common';
import { type AmqpConnectionManager, type ChannelWrapper, connect } from 'amqp-connection-manager';
import { type Channel, type ConfirmChannel } from 'amqplib';
import { unavailable, within } from '#libs/common';
import { type Env } from '#libs/config';
import { lookAfterChannels } from './channels.js';
import { declareTopology, type Topology } from './topology.js';

/** Heartbeats find a broker that is gone without a word; a lost connection is sought again this often. */
export const connectionOptions = {
  heartbeatIntervalInSeconds: 5,
  reconnectTimeInSeconds: 1,
  // A message is several small writes; without this each waits 40 ms for the receipt of the one before.
  connectionOptions: { timeout: 5000, noDelay: true },
};

const answerMilliseconds = 5000;
/** However much there is to do, it is continued at the next visit. */
const visitMilliseconds = 300_000;

/** This process's own connection to RabbitMQ: declares the topology before anything is published, and tells whether the broker is there. */
export class Broker {
  private readonly logger = new Logger(Broker.name);
  private readonly connection: AmqpConnectionManager;
  private readonly channel: ChannelWrapper;
  private declared = false;
  private closing = false;

  constructor(
    url: NonNullable<Env['RABBITMQ_URL']>,
    private readonly topology: Topology,
  ) {
    this.connection = lookAfterChannels(connect([url], connectionOptions), (error) => {
      if (!this.closing) this.logger.error(`The topology cannot be declared: ${error.message}`);
    });
    this.connection.on('disconnect', ({ err }: { err: Error }) => {
      if (this.declared) this.logger.warn(`RabbitMQ is gone (${err.message}); events wait in the outbox.`);
      this.declared = false;
    });
    this.channel = this.connection.createChannel({
      name: 'topology',
      setup: async (channel: Channel) => {
        await declareTopology(channel, topology);
        this.declared = true;
      },
    });
  }

  /** Whether the broker is connected and every exchange and queue stands. */
  isReady(): boolean {
    return this.declared && this.connection.isConnected();
  }

  /** Resolves when the broker is connected and every exchange and queue stands. */
  waitUntilReady(): Promise<void> {
    return this.channel.waitForConnect();
  }

  /**
   * Runs `work` on a channel of its own, once every exchange and queue stands.
   *
   * @throws AppError `service.unavailable` when RabbitMQ is away or does not answer in time
   */
  async visit<T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    const late = (): Error => unavailable('The broker', new Error('no answer in time'));
    const { connection } = this.connection;
    if (connection === undefined) throw unavailable('The broker');
    const channel = await within(answerMilliseconds, connection.createConfirmChannel(), late);
    // Without a listener, an error of the channel would end the connection; what failed is told where it was asked.
    channel.on('error', () => undefined);
    try {
      await within(answerMilliseconds, declareTopology(channel, this.topology), late);
      return await within(visitMilliseconds, work(channel), late);
    } finally {
      await within(answerMilliseconds, channel.close(), late).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.channel.close();
    await this.connection.close();
  }
}
