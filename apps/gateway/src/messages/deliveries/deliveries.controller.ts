import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession } from '#libs/auth';
import { LedgerService } from '#libs/notifications';
import { Caller, Only } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { DeliveriesQueryDto, DeliveryDto, toDeliveryDto } from './deliveries.dto.js';

@ApiTags('Deliveries')
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly ledger: LedgerService) {}

  /** What was sent to which recipient, when, and why not, the newest first. Staff see the locations where they work. */
  @Only('staff', 'admin')
  @Get()
  async list(
    @Query() query: DeliveriesQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryDto[]> {
    const page = await this.ledger.list(caller, query);
    return withNextLink(page, request, reply).map(toDeliveryDto);
  }

  /** Sends a message once more, if what it tells is still true when it goes out. */
  @Only('staff', 'admin')
  @ApiConflictResponse({
    description:
      'It is still to be sent, is read in the app, or carries a link (`delivery.not_to_be_resent`)',
    type: ProblemDto,
  })
  @Post(':id/resend')
  async resend(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<DeliveryDto> {
    return toDeliveryDto(await this.ledger.resend(caller, id));
  }
}
