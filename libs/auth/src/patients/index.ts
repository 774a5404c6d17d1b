export { PatientsModule } from './patients.module.js';
export { type NewPatient, type PatientRecord } from './patients.repository.js';
export { PatientsService } from './patients.service.js';
