import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { OutsideHoursService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { ClosuresService } from '#libs/doctors';
import { Caller, Only } from '../../http/access/access.js';
import { calendarType, TakesCalendar } from '../../http/input/calendar-body.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import {
  AddedClosureDto,
  ClosureDto,
  ClosuresPreviewDto,
  ImportedClosuresDto,
  ImportQueryDto,
  NewClosureDto,
  toAddedClosureDto,
  toClosure,
  toClosureDto,
  toClosuresPreviewDto,
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

/** Without any body at all there is nothing that could be read as a calendar. */
const textOf = (calendar: unknown): string => (typeof calendar === 'string' ? calendar : '');

@ApiTags('Locations')
@Only('staff', 'admin')
@Controller('locations/:id/closures')
export class ClosuresController {
  constructor(
    private readonly closures: ClosuresService,
    private readonly outside: OutsideHoursService,
  ) {}

  /** When a location is closed. */
  @Get()
  async list(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<ClosureDto[]> {
    return (await this.closures.list(caller, id)).map(toClosureDto);
  }

  /** Closes a location on a date, and lists the bookings that are outside hours now. They stay until staff move or cancel them. */
  @Post()
  async add(
    @Param('id', IdPipe) id: number,
    @Body() closure: NewClosureDto,
    @Caller() caller: ActiveSession,
  ): Promise<AddedClosureDto> {
    const added = await this.closures.add(caller, id, toClosure(closure));
    return toAddedClosureDto(added, await this.outside.ofLocation(caller, id));
  }

  /**
   * What importing a holiday calendar would do: which dates it would close, which closures of an earlier import it would
   * move or open again, and which events cannot be read. Nothing is changed.
   */
  @TakesCalendar()
  @ApiConsumes(calendarType)
  @ApiBody({ required: true, schema: { type: 'string', example: exampleCalendar } })
  @HttpCode(200)
  @Post('import/preview')
  async preview(
    @Param('id', IdPipe) id: number,
    @Body() calendar: unknown,
    @Caller() caller: ActiveSession,
  ): Promise<ClosuresPreviewDto> {
    return toClosuresPreviewDto(await this.closures.previewImport(caller, id, textOf(calendar)));
  }

  /**
   * Closes a location on the dates of a holiday calendar (an .ics file, RFC 5545), from today to 730 days ahead, and
   * lists the bookings that are outside hours now. All or nothing.
   *
   * Importing another edition of the file moves the closures whose events moved, and opens again what it has cancelled
   * or has no more. Closures that were made by hand are left alone.
   *
   * Events with times close their hours. Times without a zone are the location's; zones are known by their IANA names,
   * also behind a prefix, by the VTIMEZONEs of the file, and by their names in Windows. Recurring events are expanded,
   * cancelled ones left out, and events that cannot be read are listed. More than 1,000 dates are refused.
   */
  @TakesCalendar()
  @ApiConsumes(calendarType)
  @ApiBody({ required: true, schema: { type: 'string', example: exampleCalendar } })
  @Post('import')
  async import(
    @Param('id', IdPipe) id: number,
    @Body() calendar: unknown,
    @Query() { plan }: ImportQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<ImportedClosuresDto> {
    const imported = await this.closures.importCalendar(caller, id, textOf(calendar), plan);
    return toImportedClosuresDto(imported, await this.outside.ofLocation(caller, id));
  }

  /** Opens it again. */
  @HttpCode(204)
  @Delete(':closureId')
  async remove(
    @Param('id', IdPipe) id: number,
    @Param('closureId', IdPipe) closureId: number,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    await this.closures.remove(caller, id, closureId);
  }
}
