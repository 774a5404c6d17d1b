import { Module } from '@nestjs/common';
import { NotificationsModule } from '#libs/notifications';
import { DependantsModule } from '../dependants/index.js';
import { PatientsRepository } from './patients.repository.js';
import { PatientsService } from './patients.service.js';

/** Patients as the front desk finds them and writes them down. */
@Module({
  imports: [NotificationsModule, DependantsModule],
  providers: [PatientsRepository, PatientsService],
  exports: [PatientsService],
})
export class PatientsModule {}
