export { HoursModule } from './hours.module.js';
export { type ScheduleException } from './schedules.repository.js';
export { type NewWindow, SchedulesService } from './schedules.service.js';
export { type Week, type WeeklyWindow } from './week.js';
