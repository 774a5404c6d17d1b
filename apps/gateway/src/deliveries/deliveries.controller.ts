import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession } from '#libs/auth';
import { LedgerService, type Scope } from '#libs/notifications';
import { Caller, Only } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { withNextLink } from '../http/page-link.js';
import { ProblemDto } from '../http/problem.dto.js';
import { DeliveriesQueryDto, DeliveryDto, toDeliveryDto } from './deliveries.dto.js';

/** Staff see messages about visits where they work; those about accounts are for admins. */
const scopeOf = ({ role, locationIds }: ActiveSession): Scope => (role === 'admin' ? 'all' : { locationIds });

@ApiTags('Deliveries')
@Controller('deliveries')
export class DeliveriesController {
  constructor(private readonly ledger: LedgerService) {}

  /** What was sent to whom, when, and why not, the newest first. Staff see the locations where they work. */
  @Only('staff', 'admin')
  @Get()
  async list(
    @Query() query: DeliveriesQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeliveryDto[]> {
    const page = await this.ledger.list(scopeOf(caller), query);
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
    return toDeliveryDto(await this.ledger.resend(scopeOf(caller), id));
  }
}
