import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppointmentsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { SchedulesService } from '#libs/doctors';
import { type AppointmentDto, toAppointmentDto } from '../appointments/appointments.dto.js';
import { Caller, Only, Public } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { HoursAccess } from './hours-access.js';
import {
  AddedExceptionDto,
  ExceptionDto,
  NewExceptionDto,
  ReplacedWeekDto,
  toAddedExceptionDto,
  toException,
  toExceptionDto,
  toReplacedWeekDto,
  toWeekDto,
  toWindow,
  WeekDto,
} from './schedules.dto.js';

@ApiTags('Schedules')
@Controller('doctors/:id')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly access: HoursAccess,
    private readonly appointments: AppointmentsService,
  ) {}

  /** A doctor's weekly hours. */
  @Public()
  @Get('schedule')
  async week(@Param('id', IdPipe) id: number): Promise<WeekDto> {
    return toWeekDto(await this.schedules.windows(id));
  }

  /** Replaces the whole week, and lists the bookings that it leaves outside hours. */
  @Only('doctor', 'staff', 'admin')
  @Put('schedule')
  async replaceWeek(
    @Param('id', IdPipe) id: number,
    @Body() { windows }: WeekDto,
    @Caller() caller: ActiveSession,
  ): Promise<ReplacedWeekDto> {
    await this.access.check(id, caller);
    const replaced = await this.schedules.replaceWindows(id, windows.map(toWindow));
    return toReplacedWeekDto(replaced, await this.appointments.outsideHours({ doctorId: id }, caller));
  }

  /** Dates that differ from the week. */
  @Only('doctor', 'staff', 'admin')
  @Get('exceptions')
  async exceptions(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<ExceptionDto[]> {
    await this.access.check(id, caller);
    return (await this.schedules.exceptions(id)).map(toExceptionDto);
  }

  /** Closes or adds time on one date, and lists the bookings that are outside hours now. */
  @Only('doctor', 'staff', 'admin')
  @Post('exceptions')
  async addException(
    @Param('id', IdPipe) id: number,
    @Body() exception: NewExceptionDto,
    @Caller() caller: ActiveSession,
  ): Promise<AddedExceptionDto> {
    await this.access.check(id, caller);
    const added = await this.schedules.addException(id, toException(exception));
    return toAddedExceptionDto(added, await this.appointments.outsideHours({ doctorId: id }, caller));
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
    await this.access.check(id, caller);
    await this.schedules.removeException(id, exceptionId);
  }

  /** The doctor's bookings that the hours do not cover: to be moved or cancelled by somebody. In order of time. */
  @Only('doctor', 'staff', 'admin')
  @Get('appointments/outside-hours')
  async outsideHours(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<AppointmentDto[]> {
    await this.access.check(id, caller);
    return (await this.appointments.outsideHours({ doctorId: id }, caller)).map(toAppointmentDto);
  }
}
