import { Module } from '@nestjs/common';
import { ClosuresRepository } from './closures.repository.js';
import { ClosuresService } from './closures.service.js';
import { DoctorSearchRepository } from './doctor-search.repository.js';
import { DoctorsRepository } from './doctors.repository.js';
import { DoctorsService } from './doctors.service.js';
import { LocationsRepository } from './locations.repository.js';
import { LocationsService } from './locations.service.js';
import { SchedulesRepository } from './schedules.repository.js';
import { SchedulesService } from './schedules.service.js';
import { VisitTypesRepository } from './visit-types.repository.js';
import { VisitTypesService } from './visit-types.service.js';

@Module({
  providers: [
    ClosuresRepository,
    DoctorSearchRepository,
    DoctorsRepository,
    LocationsRepository,
    SchedulesRepository,
    VisitTypesRepository,
    ClosuresService,
    DoctorsService,
    LocationsService,
    SchedulesService,
    VisitTypesService,
  ],
  exports: [ClosuresService, DoctorsService, LocationsService, SchedulesService, VisitTypesService],
})
export class DoctorsModule {}
