import { Controller, Delete, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { CalendarFeedsService } from '#libs/notifications';
import { Caller, Public, SignedIn } from '../http/access.js';
import { calendarType } from '../http/calendar-body.js';
import { CalendarFeedDto } from './calendars.dto.js';

@ApiTags('Calendars')
@Controller()
export class CalendarsController {
  constructor(private readonly feeds: CalendarFeedsService) {}

  /** Makes a private address of your visits for calendar programs; one that you had before is worth nothing any more. */
  @SignedIn()
  @Post('me/calendar-feed')
  async open(@Caller() { userId }: ActiveSession): Promise<CalendarFeedDto> {
    return { url: await this.feeds.open(userId) };
  }

  /** Takes the address back. */
  @SignedIn()
  @HttpCode(204)
  @Delete('me/calendar-feed')
  revoke(@Caller() { userId }: ActiveSession): Promise<void> {
    return this.feeds.revoke(userId);
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
}
