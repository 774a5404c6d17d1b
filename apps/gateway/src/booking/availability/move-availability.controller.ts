import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { MoveCalendarService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { Caller, SignedIn } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { AvailabilityDto, toAvailabilityDto } from './availability.dto.js';
import { MoveAvailabilityQueryDto, toMoveCalendarQuery } from './move-availability.dto.js';

@ApiTags('Appointments')
@Controller('appointments/:id/availability')
export class MoveAvailabilityController {
  constructor(
    private readonly calendars: MoveCalendarService,
    private readonly clock: Clock,
  ) {}

  /**
   * When a visit could be instead, day by day, by the rules that a move is held to: the visit is not in its own way, and
   * with its own doctor its type counts even if the doctor no longer offers it.
   */
  @SignedIn()
  @ApiConflictResponse({ description: 'The visit can no longer be moved', type: ProblemDto })
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() query: MoveAvailabilityQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<AvailabilityDto> {
    const asked = toMoveCalendarQuery(query, this.clock.now());
    return toAvailabilityDto(await this.calendars.find(caller, id, asked));
  }
}
