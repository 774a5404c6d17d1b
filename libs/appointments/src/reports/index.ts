export { ReportsModule } from './reports.module.js';
export { type BookingsOfDay } from './reports.repository.js';
export {
  type DaysToNextSlot,
  type NoShows,
  type ReportQuery,
  ReportsService,
  type Utilisation,
} from './reports.service.js';
