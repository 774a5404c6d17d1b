export { type Closure } from './closures.repository.js';
export { ClosuresService, type ImportedClosures } from './closures.service.js';
export { doctorNotFound } from './doctors.errors.js';
export { DoctorsModule } from './doctors.module.js';
export {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorCriteria,
  type DoctorFilter,
  type DoctorOrder,
} from './doctor.js';
export { keyOf } from './doctor-search.repository.js';
export { type NewDoctor } from './doctors.repository.js';
export { DoctorsService } from './doctors.service.js';
export { dateOf, minutesOf } from './local-time.js';
export { type Location, type NewLocation } from './locations.repository.js';
export { LocationsService } from './locations.service.js';
export { type ScheduleException } from './schedules.repository.js';
export { type NewWindow, SchedulesService } from './schedules.service.js';
export { type NewVisitType, type Offer, type VisitType } from './visit-types.repository.js';
export { VisitTypesService } from './visit-types.service.js';
export { type WeeklyWindow } from './week.js';
export { Confirmation, ExceptionKind, VisitMode } from '#libs/database';
