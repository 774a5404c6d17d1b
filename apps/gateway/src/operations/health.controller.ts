import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
} from '@nestjs/terminus';
import { Cache } from '#libs/cache';
import { Database } from '#libs/database';
import { Publisher } from '#libs/messaging';
import { Public } from '../http/access.js';

@ApiTags('Operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly cache: Cache,
    private readonly publisher: Publisher,
  ) {}

  /** Whether the process works. */
  @HealthCheck({ noCache: true })
  @Get('live')
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /**
   * Whether requests can be served, for which PostgreSQL is enough: without Redis searches are slower, without RabbitMQ
   * messages come later. Both are told as degraded.
   */
  @HealthCheck({ noCache: true })
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.databaseState(),
      async () => this.helper('cache', await this.cache.answers()),
      () => Promise.resolve(this.helper('broker', this.publisher.isReady())),
    ]);
  }

  private async databaseState() {
    const check = this.indicators.check('database');
    return this.database.ping().then(
      () => check.up(),
      () => check.down(),
    );
  }

  private helper(name: string, answers: boolean) {
    return this.indicators.check(name).up({ degraded: !answers });
  }
}
