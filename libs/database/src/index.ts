export { applicationRole, Database, type Queries } from './database.js';
export { databaseComplaint } from './database-check.js';
export { DatabaseModule } from './database.module.js';
export {
  isExclusionViolation,
  isForeignKeyViolation,
  isUniqueViolation,
  raisedState,
} from './database-errors.js';
export { Listener } from './listener.js';
export * from './generated/client.js';
export { applyMigrations, schemaSql } from './schema-engine.js';
