import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession, PatientSearchService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { FoundPatientDto, toFoundPatientDto } from '../users/patients.dto.js';
import { LookDto, NewLookDto, toLookDto } from './looks.dto.js';
import { PatientLooksService } from './patient-looks.service.js';

/** Looks at patients beyond one's own locations. */
@ApiTags('Patients')
@Controller('users/patients/looks')
export class LooksController {
  constructor(
    private readonly patientLooks: PatientLooksService,
    private readonly patients: PatientSearchService,
  ) {}

  /**
   * Finds patients in the whole clinic, as `GET /users/patients` finds those of your locations: ten at most. It needs a
   * reason, which admins read. Each record that is shown is open to you for an hour.
   */
  @Only('staff', 'admin')
  @HttpCode(200)
  @Post()
  async look(@Body() look: NewLookDto, @Caller() caller: ActiveSession): Promise<FoundPatientDto[]> {
    return (await this.patientLooks.look(caller, look)).map(toFoundPatientDto);
  }

  /** Which staff looked at which patients beyond their locations, and why: those of the last year, the last one first. */
  @Only('admin')
  @Get()
  async list(
    @Query() { limit, cursor }: PageQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LookDto[]> {
    const page = await this.patients.listLooks(caller, limit, cursor);
    return withNextLink(page, request, reply).map(toLookDto);
  }
}
