import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiGoneResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { WaitlistAnswersService, WaitlistDeskService, WaitlistService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { AppointmentDto, toAppointmentDto } from '../appointments/appointments.dto.js';
import { SlotTakenDto } from '../appointments/availability.dto.js';
import { IdempotencyKey, Tagged } from '../appointments/conditions.js';
import { Caller, Only, SignedIn } from '../http/access.js';
import { toEpoch } from '../http/checks.js';
import { IdPipe } from '../http/input.pipes.js';
import { withNextLink } from '../http/page-link.js';
import { ProblemDto } from '../http/problem.dto.js';
import { Limited } from '../limits/limits.interceptor.js';
import {
  NewOfferDto,
  NewWaitlistEntryDto,
  toWaitlistEntryDto,
  toWaitlistRequest,
  WaitlistEntryDto,
  WaitlistQueryDto,
} from './waitlist.dto.js';

@ApiTags('Waitlist')
@Controller('waitlist')
export class WaitlistController {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly answers: WaitlistAnswersService,
    private readonly desk: WaitlistDeskService,
  ) {}

  /** Waits for a time to become free. Whoever has waited longest is offered it first. */
  @SignedIn()
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @Limited('bookings')
  @Post()
  async join(
    @Body() request: NewWaitlistEntryDto,
    @Caller() caller: ActiveSession,
  ): Promise<WaitlistEntryDto> {
    return toWaitlistEntryDto(await this.waitlist.join(caller, toWaitlistRequest(request)));
  }

  /**
   * Your entries and those of your dependants; for staff also those that may lead to a visit where they work. Whoever has
   * waited longest comes first.
   */
  @SignedIn()
  @Get()
  async list(
    @Query() query: WaitlistQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WaitlistEntryDto[]> {
    const page = await this.waitlist.list(query, caller);
    return withNextLink(page, request, reply).map(toWaitlistEntryDto);
  }

  /** One entry. What is not yours does not exist. */
  @SignedIn()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<WaitlistEntryDto> {
    return toWaitlistEntryDto(await this.waitlist.find(id, caller));
  }

  /** Waits no longer. A time that is offered goes to the next. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'It has been booked, or has expired (`waitlist.over`)',
    type: ProblemDto,
  })
  @HttpCode(204)
  @Delete(':id')
  leave(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    return this.answers.leave(id, caller);
  }

  /** Books the time that is offered. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'Nothing is offered (`waitlist.not_offered`), or the patient is busy',
    type: ProblemDto,
  })
  @ApiGoneResponse({ description: 'The offer has ended (`waitlist.offer_expired`)', type: ProblemDto })
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @Tagged()
  @Limited('bookings')
  @HttpCode(200)
  @Post(':id/accept')
  async accept(
    @Param('id', IdPipe) id: number,
    @Caller() caller: ActiveSession,
    @IdempotencyKey() key: string | undefined,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.answers.accept(id, caller, key));
  }

  /** Turns the time down that is offered, which goes to the next, and waits on for another. */
  @SignedIn()
  @ApiConflictResponse({ description: 'Nothing is offered (`waitlist.not_offered`)', type: ProblemDto })
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @HttpCode(200)
  @Post(':id/decline')
  async decline(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<WaitlistEntryDto> {
    await this.answers.decline(id, caller);
    return toWaitlistEntryDto(await this.waitlist.find(id, caller));
  }

  /** Offers a free time to a patient who waits, whether or not it is what they wait for. */
  @Only('staff', 'admin')
  @ApiConflictResponse({
    description: 'The time is taken, the patient is busy, or does not wait (`waitlist.not_waiting`)',
    type: SlotTakenDto,
  })
  @Limited('bookings')
  @HttpCode(200)
  @Post(':id/offer')
  async offer(
    @Param('id', IdPipe) id: number,
    @Body() { doctorId, appointmentDateTime }: NewOfferDto,
    @Caller() caller: ActiveSession,
  ): Promise<WaitlistEntryDto> {
    const at = toEpoch(appointmentDateTime);
    return toWaitlistEntryDto(await this.desk.offer(id, caller, { doctorId, at }));
  }
}
