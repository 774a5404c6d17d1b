export { type DoctorQuery, DoctorSearchService, type FoundDoctor } from './doctor-search.service.js';
export { SearchModule } from './search.module.js';
