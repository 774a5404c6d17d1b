export { LooksRepository, type PatientLook } from './looks.repository.js';
export { type PatientLookRequest, PatientSearchService } from './patient-search.service.js';
export { PatientsModule } from './patients.module.js';
export { type NewPatient, type PatientRecord } from './patients.repository.js';
export { PatientsService } from './patients.service.js';
