import { type HealthIndicatorResult, type HealthIndicatorService } from '@nestjs/terminus';
import { mostClockLead } from './clocks.js';
import { type Database } from './database.js';

/** Up when PostgreSQL answers, can write, and has the same time as this process. */
export function databaseHealth(
  indicators: HealthIndicatorService,
  database: Database,
): Promise<HealthIndicatorResult> {
  const check = indicators.check('database');
  return database.ping().then(
    (clockLead) => (Math.abs(clockLead) <= mostClockLead ? check.up() : check.down({ clockLead })),
    () => check.down(),
  );
}
