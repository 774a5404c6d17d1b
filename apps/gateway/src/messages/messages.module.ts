import { Module } from '@nestjs/common';
import { AuthModule } from '#libs/auth';
import { NotificationsModule } from '#libs/notifications';
import { StreamsModule } from '../http/streams/streams.module.js';
import { DeliveriesController } from './deliveries/deliveries.controller.js';
import { DeliveryReportsController } from './notifications/delivery-reports.controller.js';
import { InboxFanOut } from './notifications/inbox-fan-out.service.js';
import { InboxStreams } from './notifications/inbox-streams.service.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { PreferencesController } from './notifications/preferences.controller.js';
import { PushController } from './notifications/push.controller.js';
import { TemplatePreviewController } from './notifications/template-preview.controller.js';
import { UnsubscribeController } from './notifications/unsubscribe.controller.js';

/** The inbox, the channels that messages go out by, and what became of them. */
@Module({
  imports: [AuthModule, NotificationsModule, StreamsModule],
  controllers: [
    NotificationsController,
    PreferencesController,
    PushController,
    UnsubscribeController,
    TemplatePreviewController,
    DeliveryReportsController,
    DeliveriesController,
  ],
  providers: [InboxFanOut, InboxStreams],
})
export class MessagesModule {}
