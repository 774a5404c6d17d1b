import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiPreconditionFailedResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { FollowingService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { ProblemDto } from '../../../http/answers/problem.dto.js';
import { Caller, SignedIn } from '../../../http/access/access.js';
import { IdPipe } from '../../../http/input/input.pipes.js';
import { Limited } from '../../../limits/limits.interceptor.js';
import { ChangeConditions, type Conditions } from '../conditions.js';
import {
  FollowingChangesDto,
  FollowingPreviewDto,
  FollowingProblemDto,
  MovedSeriesDto,
  toFollowingPreviewDto,
  toFollowingRequest,
  toMovedSeriesDto,
} from './following.dto.js';

@ApiTags('Appointments')
@SignedIn()
@Controller('appointments')
export class FollowingController {
  constructor(private readonly following: FollowingService) {}

  /** What `move-following` would make of each visit, with the conflicts. Nothing is changed. */
  @ApiConflictResponse({ description: 'The visit can no longer be changed', type: ProblemDto })
  @HttpCode(200)
  @Post(':id/move-following/preview')
  async preview(
    @Param('id', IdPipe) id: number,
    @Body() changes: FollowingChangesDto,
    @Caller() caller: ActiveSession,
  ): Promise<FollowingPreviewDto> {
    return toFollowingPreviewDto(await this.following.preview(caller, id, toFollowingRequest(changes)));
  }

  /**
   * Moves a visit of a series and all that follow it: by as many days, and to the same time on the clock. Each is moved by
   * the rules of a single one, and all of them are moved or none: what cannot be is told with its id, which `skip` leaves
   * where it is. One may take the time that another leaves. `If-Match` is about the visit that is named.
   */
  @ApiConflictResponse({
    description: 'Some of the times are taken (`series.conflicts`), or the visit can no longer be changed',
    type: FollowingProblemDto,
  })
  @ApiUnprocessableEntityResponse({
    description: 'Invalid input, or rules stand against some of the visits (`series.conflicts`)',
    type: FollowingProblemDto,
  })
  @ApiPreconditionFailedResponse({ description: 'The appointment has another version', type: ProblemDto })
  @HttpCode(200)
  @Limited('bookings')
  @Post(':id/move-following')
  async move(
    @Param('id', IdPipe) id: number,
    @Body() changes: FollowingChangesDto,
    @Caller() caller: ActiveSession,
    @ChangeConditions() conditions: Conditions,
  ): Promise<MovedSeriesDto> {
    const request = { ...toFollowingRequest(changes), ...conditions };
    return toMovedSeriesDto(await this.following.move(caller, id, request));
  }
}
