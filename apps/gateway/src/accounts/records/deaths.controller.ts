import { Body, Controller, Delete, Param, Put } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { Temporal } from 'temporal-polyfill';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import { DeathDto, RecordAfterDeathDto, toRecordAfterDeathDto } from './deaths.dto.js';
import { RecordDeathsService } from './record-deaths.service.js';

const merged = { description: 'The record was merged into another (`patient.merged`)', type: ProblemDto };

/** A patient who died. */
@ApiTags('Patients')
@Only('staff', 'admin')
@Controller('users/patients/:userId/death')
export class DeathsController {
  constructor(private readonly deaths: RecordDeathsService) {}

  /**
   * Notes that a patient died: visits to come are called off, waiting ends, the account ends, and neither the patient nor
   * guardians get a message about visits any more. The doctors are told as usual. The record is still found.
   */
  @ApiConflictResponse(merged)
  @Tagged()
  @Put()
  async note(
    @Param('userId', IdPipe) id: number,
    @Body() { on }: DeathDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<RecordAfterDeathDto> {
    return toRecordAfterDeathDto(await this.deaths.note(caller, id, Temporal.PlainDate.from(on), version));
  }

  /** Takes it back. The account can be used again; visits stay called off, and each may be undone while its time is free. */
  @ApiConflictResponse(merged)
  @Delete()
  async takeBack(
    @Param('userId', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<RecordAfterDeathDto> {
    return toRecordAfterDeathDto(await this.deaths.takeBack(caller, id));
  }
}
