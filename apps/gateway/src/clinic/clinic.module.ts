import { Module } from '@nestjs/common';
import { AppointmentsModule } from '#libs/appointments';
import { AuditModule } from '#libs/audit';
import { AuthModule } from '#libs/auth';
import { DoctorsModule } from '#libs/doctors';
import { StreamsModule } from '../http/streams/streams.module.js';
import { DoctorChangesController } from './doctors/doctor-changes.controller.js';
import { DoctorChanges } from './doctors/doctor-changes.service.js';
import { DoctorsController } from './doctors/doctors.controller.js';
import { DoctorsRpcController } from './doctors/doctors.rpc.controller.js';
import { ClosuresController } from './locations/closures.controller.js';
import { LocationsController } from './locations/locations.controller.js';
import {
  DoctorRetirementController,
  LocationRetirementController,
  VisitTypeRetirementController,
} from './retirement/retirement.controller.js';
import { SchedulePreviewsController } from './schedules/schedule-previews.controller.js';
import { SchedulesController } from './schedules/schedules.controller.js';
import { VisitTypesController } from './visit-types/visit-types.controller.js';

/** Doctors, what they offer, where they work and when. */
@Module({
  imports: [AuthModule, AuditModule, DoctorsModule, AppointmentsModule, StreamsModule],
  controllers: [
    DoctorChangesController,
    DoctorsController,
    DoctorsRpcController,
    VisitTypesController,
    SchedulesController,
    SchedulePreviewsController,
    LocationsController,
    ClosuresController,
    DoctorRetirementController,
    LocationRetirementController,
    VisitTypeRetirementController,
  ],
  providers: [DoctorChanges],
})
export class ClinicModule {}
