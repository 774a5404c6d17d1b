import { Module } from '@nestjs/common';
import { DoctorsModule } from '#libs/doctors';
import { AvailabilityModule } from '../availability/index.js';
import { BookingModule } from '../booking/index.js';
import { IdempotencyModule } from '../idempotency/index.js';
import { RecordModule } from '../record/index.js';
import { CancellationsService } from './cancellations.service.js';
import { LifeCycleService } from './life-cycle.service.js';
import { MoveCalendarService } from './move-calendar.service.js';
import { StepRules } from './step-rules.service.js';
import { StepWriter } from './step-writer.service.js';
import { UndoService } from './undo.service.js';
import { MovePlanner } from './move.planner.js';
import { RescheduleService } from './reschedule.service.js';

@Module({
  imports: [AvailabilityModule, BookingModule, DoctorsModule, IdempotencyModule, RecordModule],
  providers: [
    CancellationsService,
    LifeCycleService,
    MoveCalendarService,
    MovePlanner,
    RescheduleService,
    StepRules,
    StepWriter,
    UndoService,
  ],
  exports: [
    CancellationsService,
    LifeCycleService,
    MoveCalendarService,
    MovePlanner,
    RescheduleService,
    UndoService,
  ],
})
export class VisitsModule {}
