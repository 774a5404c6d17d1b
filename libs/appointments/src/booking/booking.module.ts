import { Module } from '@nestjs/common';
import { DoctorsModule } from '#libs/doctors';
import { AvailabilityModule } from '../availability/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RecordModule } from '../record/index.js';
import { AnyDoctorService } from './any-doctor.service.js';
import { BookingWriter } from './booking-writer.service.js';
import { BookingPlanner } from './booking.planner.js';
import { BookingService } from './booking.service.js';
import { FreeBookingService } from './free-booking.service.js';
import { HeldBookingService } from './held-booking.service.js';
import { HoldsRepository } from './holds.repository.js';
import { HoldsService } from './holds.service.js';
import { WalkInsService } from './walk-ins.service.js';

@Module({
  imports: [AvailabilityModule, DoctorsModule, IdempotencyModule, RecordModule],
  providers: [
    AnyDoctorService,
    BookingPlanner,
    BookingService,
    BookingWriter,
    FreeBookingService,
    HeldBookingService,
    HoldsRepository,
    HoldsService,
    WalkInsService,
  ],
  exports: [
    BookingPlanner,
    BookingService,
    BookingWriter,
    HeldBookingService,
    HoldsRepository,
    HoldsService,
    WalkInsService,
  ],
})
export class BookingModule {}
