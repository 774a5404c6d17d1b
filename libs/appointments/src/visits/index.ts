export { type Cancellations, CancellationsService, type LeftVisit } from './cancellations.service.js';
export { untilCurrent } from './contention.js';
export { LifeCycleService, type Step } from './life-cycle.service.js';
export { type MoveCalendarQuery, MoveCalendarService } from './move-calendar.service.js';
export { MovePlanner } from './move.planner.js';
export { assertChangeable, assertVersion, isChangeable } from './preconditions.js';
export { type RescheduleRequest, RescheduleService } from './reschedule.service.js';
export { UndoService } from './undo.service.js';
export { VisitsModule } from './visits.module.js';
