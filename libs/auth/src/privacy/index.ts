export { AccountPrivacyService } from './account-privacy.service.js';
export { type PersonalAccount } from './personal-accounts.repository.js';
export { PrivacyModule } from './privacy.module.js';
