import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { type Env } from '#libs/config';
import { type ConfirmChannel } from 'amqplib';
import { Deliveries, RmqServer, topologyOf } from '#libs/messaging';
import { gaugeOf } from '#libs/metrics';

/** Two batches in hand and a third that waits, while acknowledgements are on their way. */
const prefetch = 150;
const loopback = '127.0.0.1';

/** Where events come from: RabbitMQ, or the gateway on this machine when no broker is configured. */
@Injectable()
export class EventSource implements BeforeApplicationShutdown {
  private readonly server: RmqServer | undefined;

  constructor(
    private readonly env: Env,
    private readonly deliveries: Deliveries,
  ) {
    gaugeOf('docket_broker_connected', 'Whether events are taken.', () => Number(this.isSubscribed()));
    if (env.RABBITMQ_URL === undefined) return;
    const topology = topologyOf(env.NAMESPACE);
    this.server = new RmqServer(env.RABBITMQ_URL, topology, topology.notificationsQueue, prefetch);
  }

  /** What Nest listens with. */
  get transport(): MicroserviceOptions {
    if (this.server !== undefined) return { strategy: this.server };
    return { transport: Transport.TCP, options: { host: loopback, port: this.env.EVENTS_PORT } };
  }

  /** Whether events really reach this process. */
  isSubscribed(): boolean {
    return this.server?.isSubscribed() ?? true;
  }

  /** Whether events come over RabbitMQ. */
  get hasBroker(): boolean {
    return this.server !== undefined;
  }

  /** The channel of the subscription, while there is one. */
  get channel(): ConfirmChannel | undefined {
    return this.server?.subscribedChannel;
  }

  /** Takes no more events and finishes those in work, so that none is delivered a second time. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.stopConsuming();
    await this.deliveries.drained();
  }
}
