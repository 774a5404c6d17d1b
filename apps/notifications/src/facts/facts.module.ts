import { Module } from '@nestjs/common';
import { ENV, type Env } from '#libs/config';
import { AccountLinksRepository } from './account-links.repository.js';
import { DigestDaysRepository } from './digest-days.repository.js';
import { PlacesRepository } from './places.repository.js';
import { SendableChannels } from './sendable-channels.js';
import { VisitsRepository } from './visits.repository.js';
import { WaitsRepository } from './waits.repository.js';

/** What is true now about visits, waits, their recipients, links and channels: read when a message is planned and when it is sent. */
@Module({
  providers: [
    AccountLinksRepository,
    DigestDaysRepository,
    PlacesRepository,
    { provide: SendableChannels, useFactory: (env: Env) => new SendableChannels(env), inject: [ENV] },
    VisitsRepository,
    WaitsRepository,
  ],
  exports: [
    AccountLinksRepository,
    DigestDaysRepository,
    PlacesRepository,
    SendableChannels,
    VisitsRepository,
    WaitsRepository,
  ],
})
export class FactsModule {}
