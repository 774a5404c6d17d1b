import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiGoneResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { AnswersService, DeskOffersService, WaitlistService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { AppointmentDto, toAppointmentDto } from '../appointments/appointment.dto.js';
import { SlotTakenDto } from '../availability/availability.dto.js';
import { IdempotencyKey } from '../appointments/conditions.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import { Caller, Only, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
import {
  NewOfferDto,
  NewWaitlistEntryDto,
  toOfferedStart,
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
    private readonly answers: AnswersService,
    private readonly deskOffers: DeskOffersService,
  ) {}

  /** Waits for a time to become free. The patient who has waited longest is offered it first. */
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
   * Your entries and those of your dependants; for staff also those that may lead to a visit where they work. The oldest
   * comes first.
   */
  @SignedIn()
  @Get()
  async list(
    @Query() query: WaitlistQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WaitlistEntryDto[]> {
    const page = await this.waitlist.list(caller, query);
    return withNextLink(page, request, reply).map(toWaitlistEntryDto);
  }

  /** One entry. What is not yours does not exist. */
  @SignedIn()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<WaitlistEntryDto> {
    return toWaitlistEntryDto(await this.waitlist.find(caller, id));
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
    return this.answers.leave(caller, id);
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
    @IdempotencyKey() idempotencyKey: string | undefined,
  ): Promise<AppointmentDto> {
    return toAppointmentDto(await this.answers.accept(caller, id, { idempotencyKey }));
  }

  /** Turns the time down that is offered, which goes to the next, and waits on for another. */
  @SignedIn()
  @ApiConflictResponse({ description: 'Nothing is offered (`waitlist.not_offered`)', type: ProblemDto })
  @ApiForbiddenResponse({ description: 'For others: staff where they work, and guardians', type: ProblemDto })
  @HttpCode(200)
  @Post(':id/decline')
  async decline(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<WaitlistEntryDto> {
    return toWaitlistEntryDto(await this.answers.decline(caller, id));
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
    @Body() offer: NewOfferDto,
    @Caller() caller: ActiveSession,
  ): Promise<WaitlistEntryDto> {
    return toWaitlistEntryDto(await this.deskOffers.offer(caller, id, toOfferedStart(offer)));
  }
}
