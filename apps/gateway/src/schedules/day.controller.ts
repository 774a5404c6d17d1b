import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DayService } from '#libs/appointments';
import { type ActiveSession, elsewhere, forbidden, worksAt } from '#libs/auth';
import { DoctorsService } from '#libs/doctors';
import { Caller, Only } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { DayDto, DayQueryDto, toDate, toDayDto } from './day.dto.js';

@ApiTags('Schedules')
@Controller('doctors/:id/day')
export class DayController {
  constructor(
    private readonly days: DayService,
    private readonly doctors: DoctorsService,
  ) {}

  /**
   * A doctor's hours and visits on one date. A doctor sees their own days only; staff those of doctors who work at
   * their locations, with the visits there.
   */
  @Only('doctor', 'staff', 'admin')
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() query: DayQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<DayDto> {
    if (caller.role === 'doctor' && !(await this.doctors.isAccountOf(caller.userId, id))) throw forbidden();
    const day = await this.days.find(id, caller, toDate(query));
    if (caller.role !== 'doctor' && !day.places.some((place) => worksAt(caller, place))) throw elsewhere();
    return toDayDto(day);
  }
}
