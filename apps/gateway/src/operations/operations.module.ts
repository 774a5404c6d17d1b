import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AuditModule } from '#libs/audit';
import { makeHistogramProvider, MetricsModule } from '#libs/metrics';
import { AuditController } from './audit/audit.controller.js';
import { Departure } from './departure.service.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsServer } from './metrics.server.js';
import { SecurityModule } from './security/security.module.js';

export const requestDurations = 'http_request_duration_seconds';

/** What the clinic's operators look at: health, metrics and the audit trail. */
@Module({
  imports: [
    MetricsModule.forRoot(MetricsController),
    // The log of Terminus would name every failed check a second time.
    TerminusModule.forRoot({ logger: false }),
    AuditModule,
    SecurityModule,
  ],
  controllers: [AuditController, HealthController],
  providers: [
    Departure,
    MetricsServer,
    makeHistogramProvider({
      name: requestDurations,
      help: 'How long requests took.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    }),
  ],
})
export class OperationsModule {}
