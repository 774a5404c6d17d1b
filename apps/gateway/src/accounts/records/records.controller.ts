import { Body, Controller, Get, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession, RecordsService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { PageQueryDto } from '../../http/input/page.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import {
  CorrectionDto,
  PatientRecordDto,
  RecordChangeDto,
  toCorrection,
  toPatientRecordDto,
  toRecordChangeDto,
} from './records.dto.js';

/** Records of patients, as the front desk keeps them. */
@ApiTags('Patients')
@Only('staff', 'admin')
@Controller('users/patients/:userId')
export class RecordsController {
  constructor(private readonly records: RecordsService) {}

  /**
   * A patient's record. One that was merged into another is found too: `mergedIntoId` names the other. To staff, one of a
   * patient whom they do not find is not there.
   */
  @Tagged()
  @Get()
  async find(
    @Param('userId', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<PatientRecordDto> {
    return toPatientRecordDto(await this.records.find(caller, id));
  }

  /**
   * Corrects a record. What it said before is kept. An e-mail address of a patient without an account is where one is
   * offered. That of an account changes once the link is opened that is sent to the new address, within seven days; the
   * present one is told. Until then it is `pendingEmail`, and `email: null` takes it back.
   */
  @ApiConflictResponse({
    description:
      'The record was merged into another (`patient.merged`), the patient has an account (`patient.has_account`, `patient.deceased`) or guardians (`patient.has_guardians`), or an account has the address already',
    type: ProblemDto,
  })
  @Tagged()
  @Patch()
  async correct(
    @Param('userId', IdPipe) id: number,
    @Body() correction: CorrectionDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<PatientRecordDto> {
    return toPatientRecordDto(await this.records.correct(caller, id, toCorrection(correction), version));
  }

  /** What was done to a record, the last thing first: who, when, and what each field said before and after. */
  @Get('changes')
  async changes(
    @Param('userId', IdPipe) id: number,
    @Query() { limit, cursor }: PageQueryDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordChangeDto[]> {
    const page = await this.records.changes(caller, id, limit, cursor);
    return withNextLink(page, request, reply).map((change) => toRecordChangeDto(id, change));
  }
}
