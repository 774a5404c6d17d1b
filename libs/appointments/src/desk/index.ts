export { AgendaService, type Agenda } from './agenda.service.js';
export { DeskModule } from './desk.module.js';
export {
  MoveProposalsService,
  type MovesRequest,
  type ProposedMove,
  type ProposedStart,
} from './move-proposals.service.js';
export { OutsideHoursService } from './outside-hours.service.js';
export { SchedulePreviewService, type WeekPreview } from './schedule-preview.service.js';
