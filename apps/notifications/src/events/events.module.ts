import { Module } from '@nestjs/common';
import { ENV, type Env } from '#libs/config';
import { Deliveries } from '#libs/messaging';
import { makeCounterProvider } from '#libs/metrics';
import { NotificationsModule } from '#libs/notifications';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { PlanningModule } from '../planning/planning.module.js';
import { EventBatches } from './event-batches.service.js';
import { EventRetriesService } from './event-retries.service.js';
import { EventSource } from './event-source.service.js';
import { EventsController } from './events.controller.js';
import { InboxMessages } from './inbox-messages.service.js';
import { NotifierService } from './notifier.service.js';
import { Once } from './once.service.js';
import { VisitNews } from './visit-news.service.js';

/** Takes events, and has planned and written what they call for. */
@Module({
  imports: [DeliveryModule, FactsModule, NotificationsModule, PlanningModule],
  controllers: [EventsController],
  providers: [
    EventBatches,
    EventRetriesService,
    {
      provide: EventSource,
      useFactory: (env: Env, deliveries: Deliveries) => new EventSource(env, deliveries),
      inject: [ENV, Deliveries],
    },
    InboxMessages,
    NotifierService,
    Once,
    VisitNews,
    makeCounterProvider({
      name: 'docket_notifications_total',
      help: 'Messages delivered.',
      labelNames: ['channel', 'type'],
    }),
  ],
  exports: [EventSource],
})
export class EventsModule {}
