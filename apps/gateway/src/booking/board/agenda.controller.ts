import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AgendaService, MoveProposalsService } from '#libs/appointments';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { DayDto, DayQueryDto, toDate, toDayDto } from './agenda.dto.js';
import { DayMovesDto, MoveProposalsDto, toMoveProposalsDto, toMovesRequest } from './day-moves.dto.js';

/** An agenda is a `day` in the contract: operation ids are made of the name of the class. */
@ApiTags('Schedules')
@Controller('doctors/:id/day')
export class DayController {
  constructor(
    private readonly agendas: AgendaService,
    private readonly moves: MoveProposalsService,
  ) {}

  /**
   * A doctor's hours and visits on one date. A doctor sees their own days only; staff those of doctors who work at
   * their locations, with the visits there.
   */
  @Only('doctor', 'staff', 'admin')
  @Get()
  async find(
    @Param('id', IdPipe) id: number,
    @Query() query: DayQueryDto,
    @Caller() caller: ActiveSession,
  ): Promise<DayDto> {
    return toDayDto(await this.agendas.find(caller, id, toDate(query)));
  }

  /**
   * Where the visits of a date could go when the doctor cannot be there: the same time with another doctor, or else the
   * next free start with the same one on a later day. No two proposals are in each other's way. It is about visits
   * that have not begun; nothing is moved before you `PATCH /appointments/{id}`, and until then others may be quicker.
   */
  @Only('doctor', 'staff', 'admin')
  @HttpCode(200)
  @Post('moves/proposals')
  async proposeMoves(
    @Param('id', IdPipe) id: number,
    @Body() request: DayMovesDto,
    @Caller() caller: ActiveSession,
  ): Promise<MoveProposalsDto> {
    return toMoveProposalsDto(await this.moves.propose(caller, toMovesRequest(id, request)));
  }
}
