import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
} from '@nestjs/terminus';
import { RedisHealth } from '#libs/cache';
import { livingLoops, turningLoops } from '#libs/common';
import { Database, databaseHealth } from '#libs/database';
import { Publisher } from '#libs/messaging';
import { Public } from '../http/access/access.js';
import { Departure } from './departure.service.js';

@ApiTags('Operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly redis: RedisHealth,
    private readonly publisher: Publisher,
    private readonly departure: Departure,
  ) {}

  /** Whether the process works: no loop of it has stood still for so long that only a new start helps. */
  @HealthCheck({ noCache: true })
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([() => livingLoops(this.indicators)]);
  }

  /**
   * Whether requests can be served, for which PostgreSQL is enough: without Redis searches are slower and limits are
   * counted per process, without RabbitMQ messages come later. All are told as degraded, and so is a Redis that may
   * forget limits to make room. A gateway that was told to stop is not ready, though it still answers.
   */
  @HealthCheck({ noCache: true })
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.departureState(),
      () => databaseHealth(this.indicators, this.database),
      () => turningLoops(this.indicators),
      async () => this.helper('cache', await this.redis.keepsSearches()),
      async () => this.helper('state', await this.redis.keepsState()),
      () => Promise.resolve(this.helper('broker', this.publisher.isReady())),
    ]);
  }

  private departureState() {
    const check = this.indicators.check('departure');
    return Promise.resolve(this.departure.isLeaving ? check.down() : check.up());
  }

  private helper(name: string, answers: boolean) {
    return this.indicators.check(name).up({ degraded: !answers });
  }
}
