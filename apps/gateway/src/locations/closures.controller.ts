import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { AppointmentsService } from '#libs/appointments';
import { type ActiveSession, assertWorksAt } from '#libs/auth';
import { ClosuresService, LocationsService } from '#libs/doctors';
import { Caller, Only } from '../http/access.js';
import { calendarType, TakesCalendar } from '../http/calendar-body.js';
import { IdPipe } from '../http/input.pipes.js';
import {
  AddedClosureDto,
  ClosureDto,
  ImportedClosuresDto,
  NewClosureDto,
  toAddedClosureDto,
  toClosure,
  toClosureDto,
  toImportedClosuresDto,
} from './closures.dto.js';

const exampleCalendar = `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Holidays//EN
BEGIN:VEVENT
UID:christmas@clinic.example
SUMMARY:Christmas Day
DTSTART;VALUE=DATE:20261225
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
`;

@ApiTags('Locations')
@Only('staff', 'admin')
@Controller('locations/:id/closures')
export class ClosuresController {
  constructor(
    private readonly closures: ClosuresService,
    private readonly locations: LocationsService,
    private readonly appointments: AppointmentsService,
  ) {}

  /** When a location is closed. */
  @Get()
  async list(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<ClosureDto[]> {
    await this.checkWorks(caller, id);
    return (await this.closures.list(id)).map(toClosureDto);
  }

  /** Closes a location on a date, and lists the bookings that are outside hours now. They stay until somebody acts. */
  @Post()
  async add(
    @Param('id', IdPipe) id: number,
    @Body() closure: NewClosureDto,
    @Caller() caller: ActiveSession,
  ): Promise<AddedClosureDto> {
    await this.checkWorks(caller, id);
    const added = await this.closures.add(id, toClosure(closure));
    return toAddedClosureDto(added, await this.appointments.outsideHours({ locationId: id }, caller));
  }

  /**
   * Closes a location on the dates of a holiday calendar (an .ics file, RFC 5545), from today to 730 days ahead, and
   * lists the bookings that are outside hours now. All or nothing. Importing a calendar again adds what is new in it.
   *
   * Events with times close their hours; times without a zone are the location's, zones are known by their IANA names
   * alone. Recurring events are expanded, cancelled ones left out. More than 1,000 dates are refused.
   */
  @TakesCalendar()
  @ApiConsumes(calendarType)
  @ApiBody({ required: true, schema: { type: 'string', example: exampleCalendar } })
  @Post('import')
  async import(
    @Param('id', IdPipe) id: number,
    @Body() calendar: unknown,
    @Caller() caller: ActiveSession,
  ): Promise<ImportedClosuresDto> {
    await this.checkWorks(caller, id);
    // Without any body at all there is nothing that could be read as a calendar.
    const text = typeof calendar === 'string' ? calendar : '';
    const imported = await this.closures.importCalendar(id, text);
    return toImportedClosuresDto(imported, await this.appointments.outsideHours({ locationId: id }, caller));
  }

  /** Opens it again. */
  @HttpCode(204)
  @Delete(':closureId')
  async remove(
    @Param('id', IdPipe) id: number,
    @Param('closureId', IdPipe) closureId: number,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    await this.checkWorks(caller, id);
    await this.closures.remove(id, closureId);
  }

  /** Staff close where they work. */
  private async checkWorks(caller: ActiveSession, locationId: number): Promise<void> {
    await this.locations.find(locationId);
    assertWorksAt(caller, locationId);
  }
}
