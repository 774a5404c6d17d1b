import { type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import { type Broker } from '../rabbitmq/broker.js';
import { type EventEnvelope } from '../events/events.js';

const publishMilliseconds = 5000;

/** Hands events over to the consumers. */
export abstract class Publisher {
  /** Whether it makes sense to try. */
  abstract isReady(): boolean;

  /** Resolving means that the event is safe. Rejecting means that it is not known: send the same event again. */
  abstract publish(event: EventEnvelope): Promise<void>;

  abstract close(): Promise<void>;
}

/** Over RabbitMQ: resolves on the broker's confirm, when the queues hold the event. */
export class BrokerPublisher extends Publisher {
  constructor(
    private readonly client: Pick<ClientProxy, 'emit' | 'close'>,
    private readonly broker: Broker,
  ) {
    super();
  }

  /** Before the queues stand, an event would be confirmed and dropped. */
  override isReady(): boolean {
    return this.broker.isReady();
  }

  override async publish(event: EventEnvelope): Promise<void> {
    // `emit` is hot and its error is lost without a subscriber; a blocked broker never answers, hence the time limit.
    await firstValueFrom(this.client.emit(event.type, event).pipe(timeout(publishMilliseconds)), {
      defaultValue: undefined,
    });
  }

  override async close(): Promise<void> {
    await this.client.close();
    await this.broker.close();
  }
}

/** Over loopback TCP, where `emit` would tell nothing: asks the consumer, and resolves when it has handled the event. */
export class DirectPublisher extends Publisher {
  constructor(private readonly client: ClientProxy) {
    super();
  }

  override isReady(): boolean {
    return true;
  }

  override async publish(event: EventEnvelope): Promise<void> {
    await firstValueFrom(this.client.send(event.type, event).pipe(timeout(publishMilliseconds)), {
      defaultValue: undefined,
    });
  }

  override async close(): Promise<void> {
    await this.client.close();
  }
}
