import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { DependantsModule } from '../dependants/index.js';
import { LooksRepository } from './looks.repository.js';
import { PatientSearchService } from './patient-search.service.js';
import { PatientsRepository } from './patients.repository.js';
import { PatientsService } from './patients.service.js';

/** Patients as the front desk finds them and writes them down. */
@Module({
  imports: [NotificationsModule, DependantsModule],
  providers: [PatientsRepository, LooksRepository, PatientsService, PatientSearchService],
  exports: [PatientsService, PatientSearchService, LooksRepository],
})
export class PatientsModule {}
