export { type CalledOff } from './deaths.repository.js';
export { type MovedVisits, type VisitConflict } from './merging.repository.js';
export { PatientsModule } from './patients.module.js';
export { VisitEndingsService } from './visit-endings.service.js';
export { VisitMergingService } from './visit-merging.service.js';
