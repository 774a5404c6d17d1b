import { Module } from '@nestjs/common';
import { AnyDoctorAvailabilityService } from './any-doctor-availability.service.js';
import { AnyDoctorRepository } from './any-doctor.repository.js';
import { AvailabilityRepository } from './availability.repository.js';
import { AvailabilityService } from './availability.service.js';
import { CalendarService } from './calendar.service.js';
import { KeptRulesService } from './kept-rules.service.js';

@Module({
  providers: [
    AnyDoctorAvailabilityService,
    AnyDoctorRepository,
    AvailabilityRepository,
    AvailabilityService,
    CalendarService,
    KeptRulesService,
  ],
  exports: [
    AnyDoctorAvailabilityService,
    AvailabilityRepository,
    AvailabilityService,
    CalendarService,
    KeptRulesService,
  ],
})
export class AvailabilityModule {}
