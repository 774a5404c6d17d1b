import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AppointmentsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { noteSeen } from '#libs/common';
import { CalendarFeedsService, CalendarFilesService } from '#libs/notifications';
import { Caller, Public, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { calendarType } from '../../http/input/calendar-body.js';
import { CalendarFeedDto } from './calendars.dto.js';

@ApiTags('Calendars')
@Controller()
export class CalendarsController {
  constructor(
    private readonly feeds: CalendarFeedsService,
    private readonly files: CalendarFilesService,
    private readonly appointments: AppointmentsService,
  ) {}

  /** Makes a private address of your visits for calendar programs; one that you had before is worth nothing any more. */
  @SignedIn()
  @Post('me/calendar-feed')
  async open(@Caller() caller: ActiveSession): Promise<CalendarFeedDto> {
    return { url: await this.feeds.open(caller) };
  }

  /** Takes the address back. */
  @SignedIn()
  @HttpCode(204)
  @Delete('me/calendar-feed')
  revoke(@Caller() caller: ActiveSession): Promise<void> {
    return this.feeds.revoke(caller);
  }

  /** The visits behind a private address, those of the last month and all that are to come. It names no patient. */
  @Public()
  @ApiParam({ name: 'file', description: 'The token and `.ics`' })
  @ApiOkResponse({ content: { [calendarType]: { schema: { type: 'string' } } } })
  @Header('content-type', `${calendarType}; charset=utf-8`)
  @Get('calendars/:file')
  read(@Param('file') file: string): Promise<string> {
    return this.feeds.read(file.replace(/\.ics$/, ''));
  }

  /** One visit as a file for calendar programs, with the UID and SEQUENCE that mails and the feed have. It names no patient. */
  @SignedIn()
  @ApiOkResponse({ content: { [calendarType]: { schema: { type: 'string' } } } })
  @Header('content-type', `${calendarType}; charset=utf-8`)
  @Get('appointments/:id/calendar.ics')
  async file(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<string> {
    const appointment = await this.appointments.find(caller, id);
    noteSeen(appointment.userId);
    return this.files.read(caller, appointment.id);
  }
}
