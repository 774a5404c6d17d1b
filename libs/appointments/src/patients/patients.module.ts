import { Module } from '@nestjs/common';
import { RecordModule } from '../record/index.js';
import { DeathsRepository } from './deaths.repository.js';
import { MergingRepository } from './merging.repository.js';
import { VisitEndingsService } from './visit-endings.service.js';
import { VisitMergingService } from './visit-merging.service.js';

/** What becomes of visits and the waitlist when two records of a patient become one, and when a patient dies. */
@Module({
  imports: [RecordModule],
  providers: [MergingRepository, DeathsRepository, VisitMergingService, VisitEndingsService],
  exports: [VisitMergingService, VisitEndingsService],
})
export class PatientsModule {}
