export { Confirmation, ExceptionKind, VisitMode } from '#libs/database';
export { DoctorsModule } from './doctors.module.js';
export { dateOf, minutesOf } from './local-time.js';
export { isRetired } from './retirement.js';
export { hasRetired } from './retirement.sql.js';
export {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorCriteria,
  type DoctorFilter,
  type DoctorOrder,
  doctorNotFound,
  DoctorsService,
  keyOf,
  type NewDoctor,
} from './directory/index.js';
export {
  type NewWindow,
  type ScheduleException,
  SchedulesService,
  type Week,
  type WeeklyWindow,
} from './hours/index.js';
export {
  type Closure,
  type ClosuresPreview,
  ClosuresService,
  type ImportedClosures,
  type Location,
  LocationsService,
  type NewLocation,
} from './locations/index.js';
export {
  type Retirement,
  RetirementsService,
  type RetirementState,
  type RetirementSubject,
  type StrandedDoctor,
} from './retirement/index.js';
export {
  type NewVisitType,
  type Offer,
  type Offers,
  type VisitType,
  VisitTypesService,
} from './visit-types/index.js';
