import { Logger } from '@nestjs/common';
import { type AmqpConnectionManager, type ChannelWrapper, connect } from 'amqp-connection-manager';
import { type Channel } from 'amqplib';
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

/** This process's own connection to RabbitMQ: declares the topology before anything is published, and tells whether the broker is there. */
export class Broker {
  private readonly logger = new Logger(Broker.name);
  private readonly connection: AmqpConnectionManager;
  private readonly channel: ChannelWrapper;
  private declared = false;
  private closing = false;

  constructor(url: NonNullable<Env['RABBITMQ_URL']>, topology: Topology) {
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

  async close(): Promise<void> {
    this.closing = true;
    await this.channel.close();
    await this.connection.close();
  }
}
