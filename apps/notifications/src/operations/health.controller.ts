import { Controller, Get } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
} from '@nestjs/terminus';
import { livingLoops, turningLoops } from '#libs/common';
import { Database, databaseHealth } from '#libs/database';
import { EventSource } from '../events/event-source.service.js';

@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly events: EventSource,
  ) {}

  /** Whether the process works: no loop of it has stood still for so long that only a new start helps. */
  @HealthCheck({ noCache: true })
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([() => livingLoops(this.indicators)]);
  }

  /** Whether events are taken and can be worked on. */
  @HealthCheck({ noCache: true })
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    const subscription = this.indicators.check('subscription');
    return this.health.check([
      () => databaseHealth(this.indicators, this.database),
      () => turningLoops(this.indicators),
      () => (this.events.isSubscribed() ? subscription.up() : subscription.down()),
    ]);
  }
}
