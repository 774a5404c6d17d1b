import { type DynamicModule, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { CommonModule } from '#libs/common';
import { ConfigModule, type Env } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { MessagingModule, notificationsConsumer } from '#libs/messaging';
import { MetricsModule } from '#libs/metrics';
import { EventsModule } from './events/events.module.js';
import { HealthController } from './operations/health.controller.js';
import { RetentionModule } from './retention/retention.module.js';

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
        MessagingModule.forConsumer(notificationsConsumer),
        EventsModule,
        RetentionModule,
        TerminusModule.forRoot({ logger: false }),
      ],
      controllers: [HealthController],
    };
  }
}
