export { SessionChanges, SessionChangesService } from './session-changes.service.js';
export { isTokenReuse, sessionEnded } from './sessions.errors.js';
export { SessionsModule } from './sessions.module.js';
export { type ActiveSession, type ListedSession } from './sessions.repository.js';
export { SessionsService, type TokenPair } from './sessions.service.js';
