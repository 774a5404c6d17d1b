import { Module } from '@nestjs/common';
import { CryptoModule } from '../crypto/index.js';
import { SessionLifetimes } from './session-lifetimes.service.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { SessionChangesService } from './session-changes.service.js';

/** Which sessions are in force, and what their callers may do. */
@Module({
  imports: [CryptoModule],
  providers: [SessionLifetimes, SessionsRepository, SessionChangesService, SessionsService],
  exports: [SessionChangesService, SessionsService],
})
export class SessionsModule {}
