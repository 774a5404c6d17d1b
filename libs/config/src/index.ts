export { ConfigModule } from './config.module.js';
export { configurationTable, envExample } from './describe.js';
export {
  asOwner,
  ConfigurationError,
  ENV,
  type DatabaseEnv,
  type DatabaseLogins,
  type DatabaseWay,
  loadBrokerEnv,
  loadDatabaseEnv,
  loadEnv,
  ownersDatabase,
  variables,
  type Env,
  type Rate,
} from './env.js';
export { type InternalService } from './internal-services.js';
export { portComplaint } from './port-check.js';
export { refuseToStart, startProcess } from './start-process.js';
