import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { Caller, Only, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
import { ErasureService } from './erasure.service.js';
import { ErasureDto, PersonalRecordDto, toPersonalRecordDto } from './privacy.dto.js';
import { PrivacyService } from './privacy.service.js';

@ApiTags('Privacy')
@Controller('me')
export class PrivacyController {
  constructor(
    private readonly privacy: PrivacyService,
    private readonly erasure: ErasureService,
  ) {}

  /** Everything that is kept about you. */
  @SignedIn()
  @Get('export')
  async export(@Caller() caller: ActiveSession): Promise<PersonalRecordDto> {
    return toPersonalRecordDto(await this.privacy.export(caller));
  }

  /**
   * Erases you: the account ends, and nothing that is left tells who you were. There is no way back.
   * The clinic keeps when visits took place, under a number, and which users have seen your data. Dependants of yours who have
   * neither an account nor another guardian are erased with you. A mail to the address that you had says that it is done,
   * and names the visits that were cancelled with it.
   */
  @Only('patient')
  @ApiConflictResponse({
    description:
      'Visits are still to come, or going on, that are not cancelled with it (`account.has_visits`)',
    type: ProblemDto,
  })
  @HttpCode(204)
  @Limited('proofs')
  @Post('erasure')
  erase(@Body() request: ErasureDto, @Caller() caller: ActiveSession): Promise<void> {
    return this.erasure.erase(caller, request);
  }

  /** Everything that is kept about a dependant of yours without an account. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'The dependant has an account (`dependant.has_account`)',
    type: ProblemDto,
  })
  @Get('dependants/:userId/export')
  async exportDependant(
    @Param('userId', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<PersonalRecordDto> {
    return toPersonalRecordDto(await this.privacy.exportDependant(caller, id));
  }

  /** Erases a dependant without an account whose only guardian you are. There is no way back. A mail tells you that it is done. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'The dependant has visits to come, an account, or another guardian',
    type: ProblemDto,
  })
  @HttpCode(204)
  @Limited('proofs')
  @Post('dependants/:userId/erasure')
  eraseDependant(
    @Param('userId', IdPipe) id: number,
    @Body() request: ErasureDto,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    return this.erasure.eraseDependant(caller, id, request);
  }
}
