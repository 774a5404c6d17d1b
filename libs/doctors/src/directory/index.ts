export {
  type Coordinates,
  type Doctor,
  type DoctorCandidate,
  type DoctorCriteria,
  type DoctorFilter,
  type DoctorOrder,
} from './doctor.js';
export { keyOf } from './doctor-search.repository.js';
export { DirectoryModule } from './directory.module.js';
export { doctorNotFound } from './directory.errors.js';
export { type NewDoctor } from './doctors.repository.js';
export { DoctorsService } from './doctors.service.js';
