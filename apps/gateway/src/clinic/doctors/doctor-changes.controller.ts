import { Controller, type MessageEvent, Query, Req, Sse, UseGuards } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Public } from '../../http/access/access.js';
import { eventStream, EventStreamGuard } from '../../http/streams/event-stream.guard.js';
import { heldForReaders } from '../../http/streams/event-streams.service.js';
import { GoesOn } from '../../http/deadlines.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { clientOf } from '../../limits/client-address.js';
import { type DoctorChange, DoctorChanges } from './doctor-changes.service.js';
import { WatchedDoctorsDto } from './doctor-changes.dto.js';

const toEvent = (change: DoctorChange): MessageEvent =>
  change === 'ping' ? { type: 'ping', data: '' } : { type: 'changed', data: { doctorId: change.doctorId } };

@ApiTags('Doctors')
@Controller('doctors/changes')
export class DoctorChangesController {
  constructor(private readonly changes: DoctorChanges) {}

  /**
   * Whose calendars change, as server-sent events: `changed` with `{"doctorId": 1}` within seconds of a change of the
   * doctor's bookings or of rules, by whomever, and `ping`. It does not say what has changed: ask for what you show. Read
   * that after the first `ping`, and nothing is missed. Changes of rules, which are rare, are told of every doctor. It
   * ends after 15 minutes at the latest; come back then. Too many at once are refused with `Retry-After`.
   */
  @Public()
  @ApiOkResponse({ content: { [eventStream]: { schema: { type: 'string' } } } })
  @ApiBadRequestResponse({ description: 'The request does not accept `text/event-stream`', type: ProblemDto })
  @UseGuards(EventStreamGuard)
  @GoesOn()
  @Sse('', heldForReaders)
  watch(@Query() { ids }: WatchedDoctorsDto, @Req() { ip }: FastifyRequest): Observable<MessageEvent> {
    return this.changes.open([...new Set(ids)], clientOf(ip)).pipe(map(toEvent));
  }
}
