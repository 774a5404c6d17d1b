import { Controller, Get } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
} from '@nestjs/terminus';
import { Database } from '#libs/database';
import { EventSource } from '../event-source.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly events: EventSource,
  ) {}

  /** Whether the process works. */
  @HealthCheck({ noCache: true })
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** Whether events are taken and can be worked on. */
  @HealthCheck({ noCache: true })
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    const database = this.indicators.check('database');
    const subscription = this.indicators.check('subscription');
    return this.health.check([
      () =>
        this.database.ping().then(
          () => database.up(),
          () => database.down(),
        ),
      () => (this.events.isSubscribed() ? subscription.up() : subscription.down()),
    ]);
  }
}
