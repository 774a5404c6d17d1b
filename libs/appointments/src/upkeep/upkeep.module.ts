import { Module } from '@nestjs/common';
import { RecordModule } from '../record/index.js';
import { UpkeepRepository } from './upkeep.repository.js';
import { UpkeepScheduler } from './upkeep.scheduler.js';
import { UpkeepService } from './upkeep.service.js';
import { WaitsRepository } from './waits.repository.js';

/** What time brings to appointments and to the waitlist. */
@Module({
  imports: [RecordModule],
  providers: [UpkeepRepository, UpkeepScheduler, UpkeepService, WaitsRepository],
  exports: [UpkeepService],
})
export class UpkeepModule {}
