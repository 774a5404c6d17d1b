import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession, PatientSearchService, PatientsService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import {
  FoundPatientDto,
  NewPatientDto,
  PatientSearchDto,
  toFoundPatientDto,
  toNewPatient,
} from './patients.dto.js';

@ApiTags('Users')
@Controller('users/patients')
export class PatientsController {
  constructor(
    private readonly patients: PatientsService,
    private readonly patientSearch: PatientSearchService,
  ) {}

  /**
   * Patients by name, telephone number, date of birth, username or e-mail address, those without an account too. Names
   * are found in any order of their words, without accents, and with `ue` for `ü`.
   *
   * Staff find patients who have a visit, an entry of the waitlist or a record at one of their locations, and those whom
   * they have looked at within the hour (`POST /users/patients/looks`). Patients who are known at no location yet are
   * found by their whole username, e-mail address or telephone number, or by the birth date beside the name; admins find
   * all.
   */
  @Only('staff', 'admin')
  @Get()
  async search(
    @Query() query: PatientSearchDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FoundPatientDto[]> {
    const page = await this.patientSearch.search(caller, query);
    return withNextLink(page, request, reply).map(toFoundPatientDto);
  }

  /**
   * Writes down a patient who came by or telephoned, without an account; the patient is known at your locations then. With an e-mail address an account is offered:
   * the link is good for seven days, and its user takes the record over. A record that looks like another is written down
   * all the same: `GET /users/patients/likenesses` shows the others before.
   */
  @Only('staff', 'admin')
  @ApiConflictResponse({ description: 'An account has this address already', type: ProblemDto })
  @Post()
  async add(@Body() patient: NewPatientDto, @Caller() caller: ActiveSession): Promise<FoundPatientDto> {
    return toFoundPatientDto(await this.patients.add(caller, toNewPatient(patient)));
  }
}
