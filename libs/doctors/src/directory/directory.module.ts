import { Module } from '@nestjs/common';
import { DoctorSearchRepository } from './doctor-search.repository.js';
import { DoctorsRepository } from './doctors.repository.js';
import { DoctorsService } from './doctors.service.js';
import { ScheduleRevision } from './schedule-revision.service.js';

/** The doctors of the clinic, and how patients search for them. */
@Module({
  providers: [DoctorSearchRepository, DoctorsRepository, DoctorsService, ScheduleRevision],
  exports: [DoctorsService],
})
export class DirectoryModule {}
