import { Module } from '@nestjs/common';
import { DoctorsModule } from '#libs/doctors';
import { RecordModule } from '../record/index.js';
import { VisitsModule } from '../visits/index.js';
import { RetirementCancellationService } from './retirement-cancellation.service.js';
import { RetirementService } from './retirement.service.js';
import { WaitingRepository } from './waiting.repository.js';

/** What becomes of the visits of doctors, locations and visit types that retire. */
@Module({
  imports: [DoctorsModule, RecordModule, VisitsModule],
  providers: [RetirementCancellationService, RetirementService, WaitingRepository],
  exports: [RetirementCancellationService, RetirementService],
})
export class RetirementModule {}
