import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AvailabilityService } from '#libs/appointments';
import { Clock } from '#libs/common';
import { Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import {
  AvailabilityDto,
  AvailabilityQueryDto,
  ExplainQueryDto,
  ExplanationDto,
  toAvailabilityQuery,
  toExplanationDto,
} from './availability.dto.js';
import { toEpoch } from '../../http/input/checks.js';
import { asWritten } from '../../http/answers/kept-texts.js';
import { KeptCalendars } from './kept-calendars.service.js';

@ApiTags('Doctors')
@Controller('doctors/:id/availability')
export class AvailabilityController {
  constructor(
    private readonly availability: AvailabilityService,
    private readonly calendars: KeptCalendars,
    private readonly clock: Clock,
  ) {}

  /** When a doctor is free, day by day. */
  @Public()
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() query: AvailabilityQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AvailabilityDto> {
    const asked = toAvailabilityQuery(id, query, this.clock.now());
    // Without its first date an address asks for another calendar every day.
    const address = query.from === undefined ? undefined : request.originalUrl;
    return asWritten(await this.calendars.answer(asked, address), reply);
  }

  /** Why a time cannot be booked: every rule that stands against it. */
  @Public()
  @Get('explain')
  async explain(
    @Param('id', IdPipe) id: number,
    @Query() { at, visitTypeId }: ExplainQueryDto,
  ): Promise<ExplanationDto> {
    return toExplanationDto(await this.availability.explain(id, visitTypeId, toEpoch(at)));
  }
}
