export { atVersion } from './at-version.js';
export { Database, type Queries } from './database.js';
export { appDatabaseComplaint, databaseComplaint } from './database-check.js';
export { databaseHealth } from './database-health.js';
export { DatabaseModule } from './database.module.js';
export {
  hasTimedOut,
  isExclusionViolation,
  isForeignKeyViolation,
  isUniqueViolation,
  raisedState,
} from './database-errors.js';
export { literally } from './literally.js';
export { Listener } from './listener.js';
export {
  AppointmentStatus,
  Channel,
  Confirmation,
  DeliveryState,
  ExceptionKind,
  LinkPurpose,
  Occasion,
  OfferOutcome,
  Prisma,
  Relationship,
  Role,
  VisitMode,
  CancellationCause,
  WaitlistEndReason,
  WaitlistStatus,
  type Delivery,
  type Doctor,
  type Location,
  type User,
  type VisitType,
  type WaitlistOffer,
} from './generated/client.js';
export { hasWords, wordsOf } from './words.sql.js';
export { applyMigrations, schemaSql } from './schema-engine.js';
export { provideLogin } from './session/login.js';
export { SessionGuard } from './session/guard.js';
export { applicationRole } from './session/settings.js';
