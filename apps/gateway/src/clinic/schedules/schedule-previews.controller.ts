import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SchedulePreviewService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { toAvailabilityQuery } from '../../booking/availability/availability.dto.js';
import { Caller, Only } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { NewExceptionDto, toException } from './exceptions.dto.js';
import {
  DraftWeekDto,
  ExceptionPreviewDto,
  toExceptionPreviewDto,
  toWeekPreviewDto,
  WeekPreviewDto,
} from './schedule-previews.dto.js';
import { toWindow } from './schedules.dto.js';

@ApiTags('Schedules')
@Controller('doctors/:id')
export class SchedulePreviewsController {
  constructor(
    private readonly previews: SchedulePreviewService,
    private readonly clock: Clock,
  ) {}

  /** What another week would mean: the slots that it would offer, and the bookings that it would leave outside hours. */
  @Only('doctor', 'staff', 'admin')
  @HttpCode(200)
  @Post('schedule/preview')
  async week(
    @Param('id', IdPipe) id: number,
    @Body() { windows, ...dates }: DraftWeekDto,
    @Caller() caller: ActiveSession,
  ): Promise<WeekPreviewDto> {
    const query = toAvailabilityQuery(id, dates, this.clock.now());
    return toWeekPreviewDto(await this.previews.ofWeek(caller, query, windows.map(toWindow)));
  }

  /** What one more exception would mean: the bookings that would be outside hours. */
  @Only('doctor', 'staff', 'admin')
  @HttpCode(200)
  @Post('exceptions/preview')
  async exception(
    @Param('id', IdPipe) id: number,
    @Body() exception: NewExceptionDto,
    @Caller() caller: ActiveSession,
  ): Promise<ExceptionPreviewDto> {
    return toExceptionPreviewDto(await this.previews.ofException(caller, id, toException(exception)));
  }
}
