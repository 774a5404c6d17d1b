import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuthModule } from '#libs/auth';
import { Counters } from './counters.service.js';
import { Limits } from './limits.service.js';
import { LimitsInterceptor } from './limits.interceptor.js';

/** How often one client may ask, and guess. */
@Module({
  imports: [AuthModule],
  providers: [Counters, Limits, { provide: APP_INTERCEPTOR, useClass: LimitsInterceptor }],
  exports: [Counters, Limits],
})
export class LimitsModule {}
