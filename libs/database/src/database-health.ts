import { type HealthIndicatorResult, type HealthIndicatorService } from '@nestjs/terminus';
import { mostClockLead } from './clocks.js';
import { type Database } from './database.js';
import { faultOf } from './database-errors.js';

/**
 * Up when PostgreSQL answers, can write, and has the same time as this process; says whether the login is restricted to
 * what the apps may do, without which it is never up where patients are, and why it is down.
 */
export function databaseHealth(
  indicators: HealthIndicatorService,
  database: Database,
): Promise<HealthIndicatorResult> {
  const check = indicators.check('database');
  return database.ping().then(
    (clockLead) => {
      const state = { restricted: database.isRestricted };
      return Math.abs(clockLead) <= mostClockLead ? check.up(state) : check.down({ ...state, clockLead });
    },
    (error: unknown) => check.down({ restricted: database.isRestricted, reason: faultOf(error) }),
  );
}
