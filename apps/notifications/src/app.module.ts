import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Keys, LinkTokens, UnsubscribeTokens } from '#libs/auth';
import { Clock, CommonModule } from '#libs/common';
import { ConfigModule, ENV, type Env } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { MessagingModule, Deliveries } from '#libs/messaging';
import { makeCounterProvider, MetricsModule } from '#libs/metrics';
import { NotificationsModule, PushSubscriptionsRepository } from '#libs/notifications';
import { type DeliveryChannel } from './delivery/channel.js';
import { Composer } from './delivery/composer.service.js';
import { DeliveriesRepository } from './delivery/deliveries.repository.js';
import { Dispatcher } from './delivery/dispatcher.service.js';
import { EmailChannel } from './delivery/email.channel.js';
import { InAppChannel } from './delivery/in-app.channel.js';
import { InboxMessages } from './delivery/inbox-messages.js';
import { InboxSignals } from './delivery/inbox-signals.js';
import { MessageLinks } from './delivery/message-links.js';
import { PushChannel } from './delivery/push.channel.js';
import { SendableChannels } from './delivery/sendable-channels.js';
import { SmsChannel } from './delivery/sms.channel.js';
import { EventSource } from './event-source.js';
import { EventRetriesService } from './event-retries.service.js';
import { EventsController } from './events.controller.js';
import { NotificationsRepository } from './notifications.repository.js';
import { NotifierService } from './notifier.service.js';
import { HealthController } from './operations/health.controller.js';
import { AccountLinksRepository } from './planning/account-links.repository.js';
import { AccountMails } from './planning/account-mails.js';
import { DigestsRepository } from './planning/digests.repository.js';
import { PlannerService } from './planning/planner.service.js';
import { PlanningRepository } from './planning/planning.repository.js';
import { ReplannerScheduler } from './planning/replanner.scheduler.js';
import { ReplanningRepository } from './planning/replanning.repository.js';
import { VisitsRepository } from './planning/visits.repository.js';
import { RetentionRepository } from './retention/retention.repository.js';
import { RetentionService } from './retention/retention.service.js';

function channelsOf(
  env: Env,
  clock: Clock,
  inApp: InAppChannel,
  subscriptions: PushSubscriptionsRepository,
): SendableChannels {
  const { SMTP_URL, SMS_URL, SMS_SECRET, VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env;
  const channels: DeliveryChannel[] = [inApp];
  if (SMTP_URL !== undefined) channels.push(new EmailChannel(env, SMTP_URL, clock));
  if (SMS_URL !== undefined && SMS_SECRET !== undefined)
    channels.push(new SmsChannel(SMS_URL, SMS_SECRET, env));
  if (publicKey !== undefined && privateKey !== undefined)
    channels.push(new PushChannel(subscriptions, { publicKey, privateKey }, env));
  return new SendableChannels(channels);
}

@Module({})
export class AppModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(env),
        CommonModule,
        MetricsModule.forRoot(),
        DatabaseModule,
        MessagingModule.forConsumer('notifications'),
        NotificationsModule,
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: [EventsController, HealthController],
      providers: [
        Keys,
        LinkTokens,
        UnsubscribeTokens,
        NotificationsRepository,
        EventRetriesService,
        NotifierService,
        VisitsRepository,
        PlanningRepository,
        PlannerService,
        AccountLinksRepository,
        AccountMails,
        DigestsRepository,
        ReplanningRepository,
        ReplannerScheduler,
        InboxMessages,
        InboxSignals,
        MessageLinks,
        Composer,
        DeliveriesRepository,
        Dispatcher,
        InAppChannel,
        {
          provide: SendableChannels,
          useFactory: channelsOf,
          inject: [ENV, Clock, InAppChannel, PushSubscriptionsRepository],
        },
        RetentionRepository,
        RetentionService,
        {
          provide: EventSource,
          useFactory: (settings: Env, deliveries: Deliveries) => new EventSource(settings, deliveries),
          inject: [ENV, Deliveries],
        },
        makeCounterProvider({
          name: 'docket_notifications_total',
          help: 'Messages delivered.',
          labelNames: ['channel', 'type'],
        }),
        makeCounterProvider({
          name: 'docket_deliveries_total',
          help: 'What became of attempts to send a message.',
          labelNames: ['channel', 'type', 'result'],
        }),
      ],
    };
  }
}
