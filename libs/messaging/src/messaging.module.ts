import { type DynamicModule, Module } from '@nestjs/common';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { makeCounterProvider, makeGaugeProvider } from '#libs/metrics';
import { ENV, type Env } from '#libs/config';
import { Broker } from './rabbitmq/broker.js';
import { DeadLetters } from './consuming/dead-letters.service.js';
import { Deliveries } from './consuming/deliveries.service.js';
import { CONSUMER, EventRetriesRepository } from './consuming/event-retries.repository.js';
import { InboxRepository } from './consuming/inbox.repository.js';
import { OutboxListener } from './outbox/outbox.listener.js';
import { OutboxRelay } from './outbox/outbox.relay.js';
import { OutboxRepository } from './outbox/outbox.repository.js';
import { BrokerPublisher, DirectPublisher, Publisher } from './outbox/publisher.js';
import { MissingEventsRepository } from './reconciliation/missing-events.repository.js';
import { Reconciliation } from './reconciliation/reconciliation.scheduler.js';
import { RmqClient } from './rabbitmq/rmq-client.js';
import { topologyOf } from './rabbitmq/topology.js';

/** None when the apps are joined without one. */
const brokerFor = (env: Env): Broker | undefined =>
  env.RABBITMQ_URL === undefined ? undefined : new Broker(env.RABBITMQ_URL, topologyOf(env.NAMESPACE));

function publisherFor(env: Env, broker: Broker | undefined): Publisher {
  if (env.RABBITMQ_URL === undefined || broker === undefined) {
    const options = { host: '127.0.0.1', port: env.EVENTS_PORT };
    return new DirectPublisher(ClientProxyFactory.create({ transport: Transport.TCP, options }));
  }
  return new BrokerPublisher(new RmqClient(env.RABBITMQ_URL, topologyOf(env.NAMESPACE)), broker);
}

/** The two ends of the road between the apps: an app that writes events imports `forPublisher`, one that handles them `forConsumer`. */
@Module({})
export class MessagingModule {
  static forPublisher(): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: Broker, useFactory: brokerFor, inject: [ENV] },
        { provide: Publisher, useFactory: publisherFor, inject: [ENV, Broker] },
        MissingEventsRepository,
        OutboxRepository,
        OutboxRelay,
        OutboxListener,
        Reconciliation,
        makeGaugeProvider({ name: 'docket_outbox_pending', help: 'Events that wait to be published.' }),
        makeGaugeProvider({
          name: 'docket_outbox_oldest_seconds',
          help: 'Age of the oldest event that waits to be published.',
        }),
        makeCounterProvider({
          name: 'docket_outbox_published_total',
          help: 'Events handed over and confirmed.',
        }),
        makeCounterProvider({
          name: 'docket_outbox_failures_total',
          help: 'Events that were not confirmed, and failed looks at the outbox.',
        }),
        makeCounterProvider({
          name: 'docket_events_missing_total',
          help: 'Events that were published and did not reach a consumer, when that was found.',
        }),
        makeCounterProvider({
          name: 'docket_events_replayed_total',
          help: 'Missing events that were sent to their consumer again.',
        }),
      ],
      exports: [Publisher, OutboxRepository, OutboxRelay],
    };
  }

  /** @param consumer under which name this process notes what it has done with an event */
  static forConsumer(consumer: string): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: CONSUMER, useValue: consumer },
        InboxRepository,
        EventRetriesRepository,
        DeadLetters,
        Deliveries,
        makeCounterProvider({
          name: 'docket_events_consumed_total',
          help: 'Deliveries of events, by what became of them.',
          labelNames: ['type', 'result'],
        }),
      ],
      exports: [InboxRepository, EventRetriesRepository, DeadLetters, Deliveries],
    };
  }
}
