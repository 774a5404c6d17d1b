import { Module } from '@nestjs/common';
import { DoctorsModule } from '#libs/doctors';
import { AvailabilityModule } from '../availability/index.js';
import { DoctorSearchService } from './doctor-search.service.js';
import { EarliestSearch } from './earliest-search.service.js';

@Module({
  imports: [DoctorsModule, AvailabilityModule],
  providers: [DoctorSearchService, EarliestSearch],
  exports: [DoctorSearchService],
})
export class SearchModule {}
