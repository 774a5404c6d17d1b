import { Module } from '@nestjs/common';
import { makeCounterProvider, makeGaugeProvider } from '#libs/metrics';
import { AvailabilityModule } from '../availability/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RecordModule } from '../record/index.js';
import { BookingModule } from '../booking/index.js';
import { StandingOffersService } from './standing-offers.service.js';
import { AnswersService } from './answers.service.js';
import { DeskOffersService } from './desk-offers.service.js';
import { OffersRepository } from './offers.repository.js';
import { OffersService } from './offers.service.js';
import { OpeningsService } from './openings.service.js';
import { OfferCounter } from './offer-counter.service.js';
import { WaitlistRepository } from './waitlist.repository.js';
import { WaitlistScheduler } from './waitlist.scheduler.js';
import { WaitlistService } from './waitlist.service.js';

@Module({
  imports: [AvailabilityModule, BookingModule, IdempotencyModule, RecordModule],
  providers: [
    StandingOffersService,
    AnswersService,
    DeskOffersService,
    OffersRepository,
    OffersService,
    OpeningsService,
    OfferCounter,
    WaitlistRepository,
    WaitlistScheduler,
    WaitlistService,
    makeCounterProvider({
      name: 'docket_waitlist_offers_total',
      help: 'Times offered to patients on the waitlist, and what became of the offers.',
      labelNames: ['result'],
    }),
    makeGaugeProvider({ name: 'docket_waitlist_waiting', help: 'Entries on the waitlist without an offer.' }),
    makeGaugeProvider({
      name: 'docket_waitlist_openings',
      help: 'Times that have become free and that the waitlist has yet to be looked through for.',
    }),
  ],
  exports: [AnswersService, DeskOffersService, WaitlistService],
})
export class WaitlistModule {}
