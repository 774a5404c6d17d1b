import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply } from 'fastify';
import { AvailabilityService, CalendarService } from '#libs/appointments';
import { Clock } from '#libs/common';
import { Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import {
  AvailabilityDto,
  AvailabilityQueryDto,
  ExplainQueryDto,
  ExplanationDto,
  toAvailabilityDto,
  toAvailabilityQuery,
  toExplanationDto,
} from './availability.dto.js';
import { toEpoch } from '../../http/input/checks.js';
import { asWritten, keptTexts } from '../../http/answers/kept-texts.js';

/** Of calendars that were answered lately: those of a thousand doctors for a fortnight */
const mostCharacters = 32 * 2 ** 20;

@ApiTags('Doctors')
@Controller('doctors/:id/availability')
export class AvailabilityController {
  private readonly kept = keptTexts(mostCharacters);

  constructor(
    private readonly availability: AvailabilityService,
    private readonly calendars: CalendarService,
    private readonly clock: Clock,
  ) {}

  /** When a doctor is free, day by day. */
  @Public()
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() query: AvailabilityQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AvailabilityDto> {
    const asked = toAvailabilityQuery(id, query, this.clock.now());
    const key = JSON.stringify(asked);
    const found = await this.calendars.findUnlessKept(asked, this.kept.get(key));
    if ('text' in found) return asWritten(found.text, reply);
    const text = JSON.stringify(toAvailabilityDto(found.availability));
    if (found.state !== undefined) this.kept.set(key, { state: found.state, text });
    return asWritten(text, reply);
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
