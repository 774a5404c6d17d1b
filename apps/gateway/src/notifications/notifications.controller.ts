import {
  Controller,
  Get,
  Headers,
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
import { ApiBadRequestResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type ActiveSession } from '#libs/auth';
import { AppError, Clock, largestId } from '#libs/common';
import { Caller, SignedIn } from '../http/access.js';
import { eventStream, EventStreamGuard } from '../http/event-stream.guard.js';
import { IdPipe } from '../http/input.pipes.js';
import { PageQueryDto } from '../http/page.dto.js';
import { withNextLink } from '../http/page-link.js';
import { ProblemDto } from '../http/problem.dto.js';
import { type InboxEvent, InboxStreams } from './inbox-streams.js';
import { NotificationDto, toNotificationDto } from './notifications.dto.js';
import { NotificationsRepository } from './notifications.repository.js';

const toEvent = (event: InboxEvent): MessageEvent =>
  event === 'ping'
    ? { type: 'ping', data: '' }
    : { type: 'notification', id: String(event.message.id), data: toNotificationDto(event.message) };

const lastIdOf = (header: string | undefined): number | undefined => {
  const id = /^\d{1,10}$/.test(header ?? '') ? Number(header) : undefined;
  return id !== undefined && id <= largestId ? id : undefined;
};

@ApiTags('Notifications')
@Controller('me/notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly streams: InboxStreams,
    private readonly clock: Clock,
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
    const page = await this.notifications.listOfUser(caller.userId, limit, cursor);
    return withNextLink(page, request, reply).map(toNotificationDto);
  }

  /**
   * Your new messages as they come, as server-sent events: `notification` with the fields of a message, and `ping`. With
   * `Last-Event-ID` it begins after that message. It ends with the lifetime of an access token; come back with a new one.
   */
  @SignedIn()
  @ApiOkResponse({ content: { [eventStream]: { schema: { type: 'string' } } } })
  @ApiBadRequestResponse({ description: 'The request does not accept `text/event-stream`', type: ProblemDto })
  @UseGuards(EventStreamGuard)
  @Sse('stream')
  stream(
    @Caller() { userId }: ActiveSession,
    @Headers('last-event-id') last: string | undefined,
  ): Observable<MessageEvent> {
    return this.streams.open(userId, lastIdOf(last)).pipe(map(toEvent));
  }

  /** Marks a message as read. */
  @SignedIn()
  @HttpCode(204)
  @Post(':id/read')
  async markRead(@Param('id', IdPipe) id: number, @Caller() { userId }: ActiveSession): Promise<void> {
    const now = new Date(this.clock.now().epochMilliseconds);
    if (!(await this.notifications.markRead(userId, id, now)))
      throw new AppError('notification.not_found', 'not_found', 'There is no such message.');
  }
}
