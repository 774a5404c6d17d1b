import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { Caller, Only } from '../http/access.js';
import { withNextLink } from '../http/page-link.js';
import { ProblemDto } from '../http/problem.dto.js';
import {
  FoundPatientDto,
  NewPatientDto,
  PatientSearchDto,
  toFoundPatientDto,
  toNewPatient,
} from './patients.dto.js';
import { PatientsRepository } from './patients.repository.js';

@ApiTags('Users')
@Controller('users/patients')
export class PatientsController {
  constructor(
    private readonly patients: PatientsRepository,
    private readonly clock: Clock,
  ) {}

  /** Patients by name, telephone number, username or e-mail address, those without an account too. */
  @Only('staff', 'admin')
  @Get()
  async search(
    @Query() { q, limit, cursor }: PatientSearchDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FoundPatientDto[]> {
    const page = await this.patients.search(q, limit, cursor);
    return withNextLink(page, request, reply).map(toFoundPatientDto);
  }

  /**
   * Writes down a patient who came by or telephoned, without an account. With an e-mail address one is offered to them:
   * the link is good for seven days, and whoever uses it takes the record over.
   */
  @Only('staff', 'admin')
  @ApiConflictResponse({ description: 'Somebody has an account with this address', type: ProblemDto })
  @Post()
  async add(@Body() patient: NewPatientDto, @Caller() { userId }: ActiveSession): Promise<FoundPatientDto> {
    const now = new Date(this.clock.now().epochMilliseconds);
    return toFoundPatientDto(await this.patients.add(userId, toNewPatient(patient), now));
  }
}
