export { SecondFactorService } from './second-factor.service.js';
export { NameChangesService } from './name-changes.service.js';
export { type ServiceAccount, ServiceAccountsService } from './service-accounts.service.js';
export { mfaRequired } from './sign-in.errors.js';
export { SignInModule } from './sign-in.module.js';
export { SignInService } from './sign-in.service.js';
