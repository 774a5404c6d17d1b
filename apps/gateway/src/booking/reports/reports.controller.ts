import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReportsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import {
  BookingsQueryDto,
  BookingsReportDto,
  DaysToNextSlotDto,
  DaysToNextSlotQueryDto,
  NoShowsDto,
  ReportQueryDto,
  toBookingsQuery,
  toBookingsReportDto,
  toDaysToNextSlotDto,
  toNoShowsDto,
  toReportQuery,
  toUtilisationDto,
  UtilisationDto,
} from './reports.dto.js';

/** Staff see what concerns their locations, admins everything; naming a location elsewhere is refused. */
@ApiTags('Reports')
@Only('staff', 'admin')
@Controller('reports')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** How many visits start on each date, and what became of them. Holds are none. */
  @Get('bookings')
  async bookings(
    @Query() query: BookingsQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<BookingsReportDto> {
    return toBookingsReportDto(await this.reports.bookings(caller, toBookingsQuery(query)));
  }

  /** How much of each doctor's hours is booked. */
  @Get('utilisation')
  async utilisation(
    @Query() query: ReportQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<UtilisationDto[]> {
    return (await this.reports.utilisation(caller, toReportQuery(query))).map(toUtilisationDto);
  }

  /** How many of each doctor's patients stayed away. */
  @Get('no-shows')
  async noShows(@Query() query: ReportQueryDto, @Caller() caller: ActiveSession): Promise<NoShowsDto[]> {
    return (await this.reports.noShows(caller, toReportQuery(query))).map(toNoShowsDto);
  }

  /** How many days it is to the next free start of each doctor, for a visit of the doctor's default type. */
  @Get('days-to-next-slot')
  async daysToNextSlot(
    @Query() query: DaysToNextSlotQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<DaysToNextSlotDto[]> {
    return (await this.reports.daysToNextSlot(caller, query)).map(toDaysToNextSlotDto);
  }
}
