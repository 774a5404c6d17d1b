import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { OutsideHoursService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { SchedulesService } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../../booking/appointments/appointment.dto.js';
import { Caller, Only, Public } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import {
  AddedExceptionDto,
  ExceptionDto,
  NewExceptionDto,
  toAddedExceptionDto,
  toException,
  toExceptionDto,
} from './exceptions.dto.js';
import {
  KeptWeekDto,
  ReplacedWeekDto,
  toKeptWeekDto,
  toReplacedWeekDto,
  toWindow,
  WeekDto,
} from './schedules.dto.js';

@ApiTags('Schedules')
@Controller('doctors/:id')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly outside: OutsideHoursService,
  ) {}

  /** A doctor's weekly hours. */
  @Public()
  @Tagged()
  @Get('schedule')
  async week(@Param('id', IdPipe) id: number): Promise<KeptWeekDto> {
    return toKeptWeekDto(await this.schedules.week(id));
  }

  /** Replaces the whole week, and lists the bookings that it leaves outside hours. */
  @Only('doctor', 'staff', 'admin')
  @Tagged()
  @Put('schedule')
  async replaceWeek(
    @Param('id', IdPipe) id: number,
    @Body() { windows }: WeekDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<ReplacedWeekDto> {
    const replaced = await this.schedules.replaceWindows(caller, id, windows.map(toWindow), version);
    return toReplacedWeekDto(replaced, await this.outside.ofDoctor(caller, id));
  }

  /** Dates that differ from the week. */
  @Only('doctor', 'staff', 'admin')
  @Get('exceptions')
  async exceptions(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<ExceptionDto[]> {
    return (await this.schedules.exceptions(caller, id)).map(toExceptionDto);
  }

  /** Closes or adds time on one date, and lists the bookings that are outside hours now. */
  @Only('doctor', 'staff', 'admin')
  @Post('exceptions')
  async addException(
    @Param('id', IdPipe) id: number,
    @Body() exception: NewExceptionDto,
    @Caller() caller: ActiveSession,
  ): Promise<AddedExceptionDto> {
    const added = await this.schedules.addException(caller, id, toException(exception));
    return toAddedExceptionDto(added, await this.outside.ofDoctor(caller, id));
  }

  /** Takes an exception back. */
  @Only('doctor', 'staff', 'admin')
  @HttpCode(204)
  @Delete('exceptions/:exceptionId')
  async removeException(
    @Param('id', IdPipe) id: number,
    @Param('exceptionId', IdPipe) exceptionId: number,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    await this.schedules.removeException(caller, id, exceptionId);
  }

  /** The doctor's bookings that the hours do not cover: staff move or cancel them. In order of time. */
  @Only('doctor', 'staff', 'admin')
  @Get('appointments/outside-hours')
  async outsideHours(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<AppointmentDto[]> {
    return (await this.outside.ofDoctor(caller, id)).map(toAppointmentDto);
  }
}
