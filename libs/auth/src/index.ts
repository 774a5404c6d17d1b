export { Relationship, Role } from '#libs/database';
export { type Actor, isStaff } from './actor.js';
export {
  elsewhere,
  forbidden,
  notSignedIn,
  patientDeceased,
  patientDisabled,
  recordMerged,
} from './auth.errors.js';
export { AuthModule } from './auth.module.js';
export {
  actsForOthers,
  assertWorksAt,
  canActFor,
  canAdminister,
  patientsOf,
  workplacesOf,
  worksAt,
} from './policy.js';
export {
  AccountsService,
  EmailChangesService,
  PasswordsService,
  RecoveryService,
  type User,
} from './accounts/index.js';
export { InvitationsService, type ManagedUser, UserAdministrationService } from './administration/index.js';
export {
  type AccessClaims,
  AccessTokens,
  DeviceTokens,
  Keys,
  LinkTokens,
  type SealedLink,
  tokenRules,
  UnsubscribeTokens,
} from './crypto/index.js';
export {
  ClaimsService,
  type Dependant,
  DependantLinksService,
  DependantsService,
  type Guardian,
  type GuardianInvitation,
  GuardiansService,
  type NewDependant,
  patientSideOf,
  type ChangedGuardianship,
  GuardianshipPlansRepository,
} from './dependants/index.js';
export { type Invitation, type Link } from './links/index.js';
export { AccountPrivacyService, type PersonalAccount } from './privacy/index.js';
export { expiredAccountRows } from './retention.sql.js';
export {
  PatientSearchService,
  type NewPatient,
  type PatientLook,
  type PatientLookRequest,
  type PatientRecord,
  PatientsService,
} from './patients/index.js';
export {
  type AlikeTrait,
  type Correction,
  DeathsService,
  type FieldChange,
  type Likeness,
  LikenessesService,
  type MergePlan,
  MergesService,
  MergeUndoService,
  type MovedPeople,
  type PatientDetails,
  type PatientMerge,
  type RecordChange,
  recordsChanged,
  type Traits,
  undoableUntil,
  RecordsService,
} from './records/index.js';
export {
  isTokenReuse,
  type SessionChanges,
  SessionChangesService,
  type ActiveSession,
  type ListedSession,
  SessionsService,
  type TokenPair,
} from './sessions/index.js';
export {
  mfaRequired,
  NameChangesService,
  SecondFactorService,
  type ServiceAccount,
  ServiceAccountsService,
  SignInService,
} from './sign-in/index.js';
