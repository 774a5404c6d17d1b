import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiConflictResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { SeriesCancellationService, SeriesService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { ProblemDto } from '../../../http/answers/problem.dto.js';
import { Caller, SignedIn } from '../../../http/access/access.js';
import { Limited } from '../../../limits/limits.interceptor.js';
import { StepDto } from '../changes.dto.js';
import { IdempotencyKey } from '../conditions.js';
import {
  CancelledSeriesDto,
  NewSeriesDto,
  SeriesDto,
  SeriesProblemDto,
  toCancelledSeriesDto,
  toSeriesDto,
  toSeriesRequest,
} from './series.dto.js';

@ApiTags('Appointments')
@SignedIn()
@Controller('appointments/series')
export class SeriesController {
  constructor(
    private readonly series: SeriesService,
    private readonly cancellation: SeriesCancellationService,
  ) {}

  /**
   * Books a visit that repeats, at the same local time: every visit, or none. What cannot be booked is told with its
   * number, which `skip` leaves out.
   */
  @ApiConflictResponse({
    description: 'Some of the times are taken (`series.conflicts`)',
    type: SeriesProblemDto,
  })
  @ApiUnprocessableEntityResponse({
    description: 'Invalid input, or rules stand against some of the visits (`series.conflicts`)',
    type: SeriesProblemDto,
  })
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @Limited('bookings')
  @Post()
  async book(
    @Body() request: NewSeriesDto,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<SeriesDto> {
    return toSeriesDto(await this.series.book(caller, { ...toSeriesRequest(request), idempotencyKey }));
  }

  /** Calls off the visits of a series that are still to come, each by the rules of a single one. */
  @HttpCode(200)
  @Limited('bookings')
  @Post(':seriesId/cancel')
  async cancel(
    @Param('seriesId') seriesId: string,
    @Body() { reason = null }: StepDto,
    @Caller() caller: ActiveSession,
  ): Promise<CancelledSeriesDto> {
    return toCancelledSeriesDto(await this.cancellation.cancel(caller, seriesId, reason));
  }
}
