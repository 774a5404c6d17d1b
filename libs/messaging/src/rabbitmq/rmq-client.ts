import { Logger } from '@nestjs/common';
import { ClientRMQ } from '@nestjs/microservices';
import { type AmqpConnectionManager } from 'amqp-connection-manager';
import { connectionOptions } from './broker.js';
import { lookAfterChannels } from './channels.js';
import { type Topology } from './topology.js';

/** Nest's RabbitMQ client for events: persistent, to the topic exchange, and alive when its channel is not. */
export class RmqClient extends ClientRMQ {
  private readonly log = new Logger(RmqClient.name);

  constructor(url: string, topology: Topology) {
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
}
