import { Body, Controller, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Channel, isSigned, LedgerService, reportNotSigned } from '#libs/notifications';
import { Public } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { KeepsRawBody, rawBodyOf } from '../../http/input/raw-body.js';
import { DeliveryReportDto } from './delivery-reports.dto.js';

/** What providers tell about messages that they took. */
@ApiTags('Notifications')
@Controller('delivery-reports')
export class DeliveryReportsController {
  constructor(
    private readonly ledger: LedgerService,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Says what became of a text message. The SMS gateway signs it with the secret that it is called with:
   * `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`, at most five minutes ago. Repeating one changes nothing.
   */
  @Public()
  @KeepsRawBody()
  @HttpCode(204)
  @ApiHeader({ name: 'X-Docket-Signature', required: true, example: 't=1764579600,v1=5257a869…' })
  @ApiUnauthorizedResponse({ description: 'The signature is missing, wrong or too old', type: ProblemDto })
  @Post('sms')
  async reportSms(
    @Body() { id, status }: DeliveryReportDto,
    @Headers('x-docket-signature') signature: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { SMS_SECRET: secret } = this.env;
    const now = this.clock.milliseconds() / 1000;
    const isOurs = secret !== undefined && isSigned(rawBodyOf(request), signature ?? '', secret, now);
    if (!isOurs) throw reportNotSigned();
    await this.ledger.report(Channel.sms, id, status === 'delivered');
  }
}
