export { type PersonalVisits } from './personal-visits.repository.js';
export { PrivacyModule } from './privacy.module.js';
export { VisitPrivacyService } from './visit-privacy.service.js';
