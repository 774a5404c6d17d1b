import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiGoneResponse, ApiTags } from '@nestjs/swagger';
import { HoldsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
import { HoldDto, NewHoldDto, toHoldDto, toHoldRequest } from './hold.dto.js';

import { SlotTakenDto } from '../availability/availability.dto.js';
import { IdempotencyKey } from './conditions.js';

@ApiTags('Appointments')
@SignedIn()
@Controller('appointments/holds')
export class HoldsController {
  constructor(private readonly holds: HoldsService) {}

  /** Holds a start for five minutes, while the details are typed. */
  @ApiConflictResponse({ description: 'The time is taken', type: SlotTakenDto })
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @Limited('holds')
  @Post()
  async hold(
    @Body() request: NewHoldDto,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<HoldDto> {
    return toHoldDto(await this.holds.hold(caller, { ...toHoldRequest(request), idempotencyKey }));
  }

  /** Five more minutes from now, once. */
  @ApiConflictResponse({ description: 'The hold was extended or used already', type: ProblemDto })
  @ApiGoneResponse({ description: 'The hold has expired', type: ProblemDto })
  @HttpCode(200)
  @Post(':id/extend')
  async extend(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<HoldDto> {
    return toHoldDto(await this.holds.extend(caller, id, { idempotencyKey }));
  }

  /** Gives the time back. */
  @ApiConflictResponse({ description: 'The hold has become an appointment', type: ProblemDto })
  @HttpCode(204)
  @Delete(':id')
  release(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    return this.holds.release(caller, id);
  }
}
