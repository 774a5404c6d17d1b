import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuthModule } from '#libs/auth';
import { Counters } from './counters.service.js';
import { Limits } from './limits.service.js';
import { LimitsInterceptor } from './limits.interceptor.js';
import { KnownDevices } from './sign-in/known-devices.service.js';
import { KnownPlaces } from './sign-in/known-places.service.js';

/** How often one client may ask, and guess. */
@Module({
  imports: [AuthModule],
  providers: [
    Counters,
    KnownDevices,
    KnownPlaces,
    Limits,
    { provide: APP_INTERCEPTOR, useClass: LimitsInterceptor },
  ],
  exports: [Counters, KnownDevices, KnownPlaces, Limits],
})
export class LimitsModule {}
