import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { LocationsModule } from '../locations/index.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SchedulesService } from './schedules.service.js';

/** When doctors work: their weekly hours, and the dates that differ. */
@Module({
  imports: [DirectoryModule, LocationsModule],
  providers: [SchedulesRepository, SchedulesService],
  exports: [SchedulesService],
})
export class HoursModule {}
