export { ClaimsService } from './claims.service.js';
export { DependantLinksService, type GuardianInvitation } from './dependant-links.service.js';
export { DependantsModule } from './dependants.module.js';
export { DependantsService } from './dependants.service.js';
export { type ChangedGuardianship, GuardianshipPlansRepository } from './guardianship-plans.repository.js';
export { GuardiansService } from './guardians.service.js';
export {
  type Dependant,
  type Guardian,
  GuardianshipsRepository,
  type NewDependant,
  patientSideOf,
} from './guardianships.repository.js';
