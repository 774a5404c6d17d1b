import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/index.js';
import { PersonalVisitsRepository } from './personal-visits.repository.js';
import { VisitPrivacyService } from './visit-privacy.service.js';

/** What erasing and exporting a patient mean for visits and the waitlist. */
@Module({
  imports: [PatientsModule],
  providers: [PersonalVisitsRepository, VisitPrivacyService],
  exports: [VisitPrivacyService],
})
export class PrivacyModule {}
