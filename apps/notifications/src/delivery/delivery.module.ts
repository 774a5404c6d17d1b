import { Module } from '@nestjs/common';
import { Keys, LinkTokens, UnsubscribeTokens } from '#libs/auth';
import { ENV } from '#libs/config';
import { makeCounterProvider } from '#libs/metrics';
import { CalendarWriter, NotificationsModule, PushSubscriptionsRepository } from '#libs/notifications';
import { FactsModule } from '../facts/facts.module.js';
import { SendableChannels } from '../facts/sendable-channels.js';
import { BudgetsRepository } from './budgets/budgets.repository.js';
import { BudgetsService } from './budgets/budgets.service.js';
import { channelsOf, DeliveryChannels } from './channels/delivery-channels.js';
import { InAppChannel } from './channels/in-app.channel.js';
import { Composer } from './composer.service.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { Dispatcher } from './dispatcher.service.js';
import { InboxSignals } from './inbox-signals.service.js';
import { MaterialsService } from './materials.service.js';
import { MessageLinks } from './message-links.service.js';

/** Sends what is planned and due, and notes what came of it. */
@Module({
  imports: [FactsModule, NotificationsModule],
  providers: [
    BudgetsRepository,
    BudgetsService,
    Composer,
    DeliveriesRepository,
    {
      provide: DeliveryChannels,
      useFactory: channelsOf,
      inject: [ENV, SendableChannels, CalendarWriter, InAppChannel, PushSubscriptionsRepository],
    },
    Dispatcher,
    InAppChannel,
    InboxSignals,
    Keys,
    LinkTokens,
    MaterialsService,
    MessageLinks,
    UnsubscribeTokens,
    makeCounterProvider({
      name: 'docket_deliveries_total',
      help: 'What became of attempts to send a message.',
      labelNames: ['channel', 'type', 'result'],
    }),
  ],
  exports: [InboxSignals],
})
export class DeliveryModule {}
