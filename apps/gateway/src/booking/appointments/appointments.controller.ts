import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiPreconditionFailedResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AppointmentsService, BookingService, RescheduleService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { Limited } from '../../limits/limits.interceptor.js';
import {
  AppointmentDto,
  AppointmentListDto,
  toAppointmentDto,
  toAppointmentFilter,
} from './appointment.dto.js';
import { ChangesDto, toRescheduleRequest } from './changes.dto.js';
import { HistoryEntryDto, toHistoryEntryDto } from './history-entry.dto.js';
import { NewAppointmentDto, toBookingRequest } from './new-appointment.dto.js';
import { SlotTakenDto } from '../availability/availability.dto.js';
import { ChangeConditions, type Conditions, IdempotencyKey } from './conditions.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Appointments')
@Controller('appointments')
export class AppointmentsController {
  constructor(
    private readonly appointments: AppointmentsService,
    private readonly booking: BookingService,
    private readonly rescheduling: RescheduleService,
  ) {}

  /** Books a visit. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'The time is taken (`appointment.slot_taken`), or the patient is busy',
    type: SlotTakenDto,
  })
  @Tagged()
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @ApiNotFoundResponse({ description: 'The caller has no such hold', type: ProblemDto })
  @Limited('bookings')
  @Post()
  async book(
    @Body() request: NewAppointmentDto,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(
      await this.booking.book(caller, { ...toBookingRequest(request), idempotencyKey }),
    );
  }

  /**
   * Your appointments and those of your dependants; for doctors also those with them; for staff also those at their
   * locations. In order of time.
   */
  @SignedIn()
  @Get()
  async list(
    @Query() query: AppointmentListDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AppointmentDto[]> {
    const page = await this.appointments.list(caller, toAppointmentFilter(query));
    return withNextLink(page, request, reply).map(toAppointmentDto);
  }

  /** One appointment. What is not yours does not exist. */
  @SignedIn()
  @Tagged()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<AppointmentDto> {
    return toAppointmentDto(await this.appointments.find(caller, id));
  }

  /** Moves a visit, or changes what it is about. The old time is kept until the new one is certain. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'The time is taken, or the visit can no longer be changed',
    type: SlotTakenDto,
  })
  @ApiPreconditionFailedResponse({ description: 'The appointment has another version', type: ProblemDto })
  @Tagged()
  @Limited('bookings')
  @Patch(':id')
  async reschedule(
    @Param('id', IdPipe) id: number,
    @Body() changes: ChangesDto,
    @Caller() caller: ActiveSession,
    @ChangeConditions() conditions: Conditions,
  ): Promise<AppointmentDto> {
    const request = { ...toRescheduleRequest(changes), ...conditions };
    return toAppointmentDto(await this.rescheduling.reschedule(caller, id, request));
  }

  /** What happened to an appointment, the first thing first. */
  @SignedIn()
  @Get(':id/history')
  async history(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<HistoryEntryDto[]> {
    return (await this.appointments.history(caller, id)).map(toHistoryEntryDto);
  }
}
