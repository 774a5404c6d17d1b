import { type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import { type Broker } from '../rabbitmq/broker.js';
import { type RmqClient } from '../rabbitmq/rmq-client.js';
import { type EventEnvelope } from '../events/events.js';

const publishMilliseconds = 5000;

/** Hands events over to the consumers. */
export abstract class Publisher {
  /** Whether it makes sense to try. */
  abstract isReady(): boolean;

  /**
   * @returns for each event: fulfilled when it is safe; rejected when that is not known, so that it is to be sent again
   * @throws when this is not known of any of them
   */
  abstract publish(events: readonly EventEnvelope[]): Promise<readonly PromiseSettledResult<unknown>[]>;

  abstract close(): Promise<void>;
}

/** Over RabbitMQ: an event is safe on the broker's confirm, when the queues hold it. */
export class BrokerPublisher extends Publisher {
  constructor(
    private readonly client: RmqClient,
    private readonly broker: Broker,
  ) {
    super();
  }

  /** Before the queues stand, an event would be confirmed and dropped. */
  override isReady(): boolean {
    return this.broker.isReady();
  }

  override publish(events: readonly EventEnvelope[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    return this.client.publishAll(events);
  }

  override async close(): Promise<void> {
    await this.client.close();
    await this.broker.close();
  }
}

/** Over loopback TCP, where `emit` would tell nothing: asks the consumer, and an event is safe when it has handled it. */
export class DirectPublisher extends Publisher {
  constructor(private readonly client: ClientProxy) {
    super();
  }

  override isReady(): boolean {
    return true;
  }

  override publish(events: readonly EventEnvelope[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    return Promise.allSettled(
      events.map((event) =>
        firstValueFrom(this.client.send(event.type, event).pipe(timeout(publishMilliseconds)), {
          defaultValue: undefined,
        }),
      ),
    );
  }

  override async close(): Promise<void> {
    await this.client.close();
  }
}
