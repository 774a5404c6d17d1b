import { Module } from '@nestjs/common';
import { makeCounterProvider, makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { DoctorsModule } from '#libs/doctors';
import { AnyDoctorAvailabilityService } from './any-doctor-availability.service.js';
import { AnyDoctorRepository } from './any-doctor.repository.js';
import { AnyDoctorService } from './any-doctor.service.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { AppointmentsService } from './appointments.service.js';
import { AvailabilityRepository } from './availability.repository.js';
import { AvailabilityService } from './availability.service.js';
import { BookingPlanner } from './booking-planner.js';
import { BookingService } from './booking.service.js';
import { BookingsRepository } from './bookings.repository.js';
import { ChangesRepository } from './changes.repository.js';
import { DayService } from './day.service.js';
import { DoctorSearchService } from './doctor-search.service.js';
import { EarliestSearch } from './earliest-search.service.js';
import { HoldsRepository } from './holds.repository.js';
import { HoldsService } from './holds.service.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { Idempotency } from './idempotency.service.js';
import { KeptRules } from './kept-rules.js';
import { LifeCycleService } from './life-cycle.service.js';
import { MoveProposalsService } from './move-proposals.service.js';
import { MovesRepository } from './moves.repository.js';
import { Outcomes } from './outcomes.js';
import { Quotas } from './quotas.js';
import { ReportsRepository } from './reports.repository.js';
import { ReportsService } from './reports.service.js';
import { RescheduleService } from './reschedule.service.js';
import { WalkInsService } from './walk-ins.service.js';
import { SchedulePreviewService } from './schedule-preview.service.js';
import { SeriesCancellationService } from './series-cancellation.service.js';
import { SeriesRepository } from './series.repository.js';
import { SeriesService } from './series.service.js';
import { StandingOffers } from './standing-offers.js';
import { WaitlistAnswersService } from './waitlist-answers.service.js';
import { WaitlistDeskService } from './waitlist-desk.service.js';
import { WaitlistLapsesService } from './waitlist-lapses.service.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { WaitlistOffersService } from './waitlist-offers.service.js';
import { WaitlistOpeningsService } from './waitlist-openings.service.js';
import { WaitlistOutcomes } from './waitlist-outcomes.js';
import { WaitlistRepository } from './waitlist.repository.js';
import { WaitlistScheduler } from './waitlist.scheduler.js';
import { WaitlistService } from './waitlist.service.js';
import { WaitlistUpkeepRepository } from './waitlist-upkeep.repository.js';

@Module({
  imports: [DoctorsModule],
  providers: [
    AnyDoctorRepository,
    AnyDoctorAvailabilityService,
    AnyDoctorService,
    AppointmentsRepository,
    AvailabilityRepository,
    BookingsRepository,
    ChangesRepository,
    HoldsRepository,
    IdempotencyRepository,
    MovesRepository,
    SeriesRepository,
    AppointmentsService,
    AvailabilityService,
    BookingPlanner,
    BookingService,
    DayService,
    DoctorSearchService,
    EarliestSearch,
    HoldsService,
    Idempotency,
    KeptRules,
    LifeCycleService,
    MoveProposalsService,
    Outcomes,
    Quotas,
    ReportsRepository,
    ReportsService,
    RescheduleService,
    SchedulePreviewService,
    WalkInsService,
    SeriesCancellationService,
    SeriesService,
    StandingOffers,
    WaitlistAnswersService,
    WaitlistDeskService,
    WaitlistLapsesService,
    WaitlistOffersRepository,
    WaitlistOffersService,
    WaitlistOpeningsService,
    WaitlistOutcomes,
    WaitlistRepository,
    WaitlistScheduler,
    WaitlistService,
    WaitlistUpkeepRepository,
    makeCounterProvider({
      name: 'docket_appointments_total',
      help: 'Bookings and what became of them, and of the attempts.',
      labelNames: ['result'],
    }),
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
  exports: [
    AnyDoctorAvailabilityService,
    AppointmentsService,
    AvailabilityService,
    BookingService,
    DayService,
    DoctorSearchService,
    HoldsService,
    LifeCycleService,
    MoveProposalsService,
    ReportsService,
    RescheduleService,
    SchedulePreviewService,
    WalkInsService,
    SeriesCancellationService,
    SeriesService,
    WaitlistAnswersService,
    WaitlistDeskService,
    WaitlistService,
  ],
})
export class AppointmentsModule {}
