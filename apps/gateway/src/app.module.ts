import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuditModule } from '#libs/audit';
import { CacheModule } from '#libs/cache';
import { CommonModule } from '#libs/common';
import { ConfigModule, type Env } from '#libs/config';
import { DatabaseModule } from '#libs/database';
import { MessagingModule } from '#libs/messaging';
import { AccountsModule } from './accounts/accounts.module.js';
import { BookingModule } from './booking/booking.module.js';
import { ClinicModule } from './clinic/clinic.module.js';
import { AccessModule } from './http/access/access.module.js';
import { AccessGuard } from './http/access/access.guard.js';
import { ProblemFilter } from './http/answers/problem.filter.js';
import { dtoPipe, ReadableInputPipe } from './http/input/input.pipes.js';
import { LimitsModule } from './limits/limits.module.js';
import { MessagesModule } from './messages/messages.module.js';
import { AuditInterceptor } from './operations/audit/audit.interceptor.js';
import { OperationsModule } from './operations/operations.module.js';

/** The five modules of the gateway, and what every request goes through. */
@Module({})
export class AppModule {
  static forRoot(env: Env): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(env),
        CommonModule,
        DatabaseModule,
        CacheModule,
        MessagingModule.forPublisher(),
        AuditModule,
        AccessModule,
        LimitsModule,
        OperationsModule,
        AccountsModule,
        MessagesModule,
        ClinicModule,
        BookingModule,
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_PIPE, useClass: ReadableInputPipe },
        { provide: APP_PIPE, useFactory: dtoPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
