import { Global, Module } from '@nestjs/common';
import { AuthModule } from '#libs/auth';
import { makeCounterProvider } from '#libs/metrics';
import { SecurityLog, securityEventsTotal } from './security-log.service.js';

/** Requests of every kind are refused, so that every part of the gateway has it. */
@Global()
@Module({
  imports: [AuthModule],
  providers: [
    SecurityLog,
    makeCounterProvider({
      name: securityEventsTotal,
      help: 'What a security team watches for, by the names of the OWASP Logging Vocabulary.',
      labelNames: ['event'],
    }),
  ],
  exports: [SecurityLog],
})
export class SecurityModule {}
