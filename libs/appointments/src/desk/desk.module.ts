import { Module } from '@nestjs/common';
import { DoctorsModule } from '#libs/doctors';
import { AvailabilityModule } from '../availability/index.js';
import { RecordModule } from '../record/index.js';
import { AgendaService } from './agenda.service.js';
import { MoveProposalsService } from './move-proposals.service.js';
import { MovesRepository } from './moves.repository.js';
import { OutsideHoursService } from './outside-hours.service.js';
import { SchedulePreviewService } from './schedule-preview.service.js';

@Module({
  imports: [DoctorsModule, AvailabilityModule, RecordModule],
  providers: [
    AgendaService,
    MoveProposalsService,
    MovesRepository,
    OutsideHoursService,
    SchedulePreviewService,
  ],
  exports: [AgendaService, MoveProposalsService, OutsideHoursService, SchedulePreviewService],
})
export class DeskModule {}
