export { type AccessClaims, AccessTokens, tokenRules } from './access-tokens.js';
export { AccountsService } from './accounts.service.js';
export { elsewhere, forbidden, mfaRequired, notSignedIn } from './auth.errors.js';
export { AuthModule } from './auth.module.js';
export { ClaimsService } from './claims.service.js';
export { DependantsService } from './dependants.service.js';
export { DependantLinksService } from './dependant-links.service.js';
export {
  type Dependant,
  type Guardian,
  GuardianshipsRepository,
  type NewDependant,
  patientSideOf,
} from './guardianships.repository.js';
export { InvitationsService } from './invitations.service.js';
export { LinkTokens, type SealedLink } from './link-tokens.js';
export { type Link } from './links.repository.js';
export { Keys } from './keys.js';
export { RecoveryService } from './recovery.service.js';
export { SecondFactorService } from './second-factor.service.js';
export { PasswordsService } from './passwords.service.js';
export { type ActiveSession, type ListedSession } from './sessions.repository.js';
export { type ServiceAccount, ServiceAccountsService } from './service-accounts.service.js';
export { SessionsService, type TokenPair } from './sessions.service.js';
export { SignInService } from './sign-in.service.js';
export { type ManagedUser } from './user-administration.repository.js';
export { UserAdministrationService } from './user-administration.service.js';
export { type User } from './users.repository.js';
export { assertWorksAt, workplacesOf, worksAt } from './works-at.js';
export { UnsubscribeTokens } from './unsubscribe-tokens.js';
export { Relationship, Role } from '#libs/database';
