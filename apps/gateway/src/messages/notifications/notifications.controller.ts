import {
  Controller,
  Get,
  HttpCode,
  type MessageEvent,
  Param,
  Post,
  Query,
  Req,
  Res,
  Sse,
  UseGuards,
} from '@nestjs/common';
import { ApiBadRequestResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type ActiveSession } from '#libs/auth';
import { InAppMessagesService } from '#libs/notifications';
import { Caller, SignedIn } from '../../http/access/access.js';
import { eventStream, EventStreamGuard } from '../../http/streams/event-stream.guard.js';
import { heldForReaders } from '../../http/streams/event-streams.service.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { GoesOn } from '../../http/deadlines.js';
import { InboxStart, InboxStartGuard } from './inbox-start.guard.js';
import { type InboxEvent, InboxStreams } from './inbox-streams.service.js';
import { NotificationDto, toNotificationDto } from './notifications.dto.js';

const toEvent = (event: InboxEvent): MessageEvent =>
  event === 'ping'
    ? { type: 'ping', data: '' }
    : { type: 'notification', id: String(event.message.id), data: toNotificationDto(event.message) };

@ApiTags('Notifications')
@Controller('me/notifications')
export class NotificationsController {
  constructor(
    private readonly messages: InAppMessagesService,
    private readonly streams: InboxStreams,
  ) {}

  /** Your in-app messages, the newest first. */
  @SignedIn()
  @Get()
  async list(
    @Query() { limit, cursor }: PageQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NotificationDto[]> {
    const page = await this.messages.list(caller, limit, cursor);
    return withNextLink(page, request, reply).map(toNotificationDto);
  }

  /**
   * Your new messages as they come, as server-sent events: `notification` with the fields of a message, and `ping`. With
   * `Last-Event-ID` it begins after that message. It ends with the lifetime of an access token, when you come back with a new one, and within a second of your session.
   */
  @SignedIn()
  @ApiOkResponse({ content: { [eventStream]: { schema: { type: 'string' } } } })
  @ApiBadRequestResponse({ description: 'The request does not accept `text/event-stream`', type: ProblemDto })
  @UseGuards(EventStreamGuard, InboxStartGuard)
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The number of the last message that you have',
  })
  @GoesOn()
  @Sse('stream', heldForReaders)
  stream(@Caller() session: ActiveSession, @InboxStart() start: number): Observable<MessageEvent> {
    return this.streams.open(session, start).pipe(map(toEvent));
  }

  /** Marks a message as read. */
  @SignedIn()
  @HttpCode(204)
  @Post(':id/read')
  async markRead(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    await this.messages.markRead(caller, id);
  }
}
