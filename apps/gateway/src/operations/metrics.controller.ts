import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import { type FastifyReply } from 'fastify';
import { AppError } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Public } from '../http/access/access.js';

/** What Prometheus reads, unless METRICS_PORT names a port for it alone. */
@Controller()
export class MetricsController extends PrometheusController {
  constructor(@Inject(ENV) private readonly env: Env) {
    super();
  }

  @Public()
  @ApiExcludeEndpoint()
  @Get()
  override index(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (this.env.METRICS_PORT !== undefined)
      throw new AppError('route.not_found', 'not_found', 'There is no such route.');
    return super.index(reply);
  }
}
