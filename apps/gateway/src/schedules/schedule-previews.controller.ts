import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SchedulePreviewService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { SchedulesService } from '#libs/doctors';
import { toAvailabilityQuery } from '../appointments/availability.dto.js';
import { Caller, Only } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { HoursAccess } from './hours-access.js';
import {
  DraftWeekDto,
  ExceptionPreviewDto,
  toExceptionPreviewDto,
  toWeekPreviewDto,
  WeekPreviewDto,
} from './schedule-previews.dto.js';
import { NewExceptionDto, toException, toWindow } from './schedules.dto.js';

@ApiTags('Schedules')
@Controller('doctors/:id')
export class SchedulePreviewsController {
  constructor(
    private readonly previews: SchedulePreviewService,
    private readonly schedules: SchedulesService,
    private readonly access: HoursAccess,
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
    await this.access.check(id, caller);
    const query = toAvailabilityQuery(id, dates, this.clock.now());
    const week = await this.schedules.checkWindows(id, windows.map(toWindow));
    return toWeekPreviewDto(await this.previews.ofWeek(query, week, caller));
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
    await this.access.check(id, caller);
    const checked = await this.schedules.checkException(id, toException(exception));
    return toExceptionPreviewDto(await this.previews.ofException(id, checked, caller));
  }
}
