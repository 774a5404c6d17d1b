import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, DependantsService } from '#libs/auth';
import { Caller, Only, SignedIn } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { ProblemDto } from '../http/problem.dto.js';
import { Limited } from '../limits/limits.interceptor.js';
import { ErasureService } from './erasure.service.js';
import { ErasureDto, PersonalRecordDto, toPersonalRecordDto } from './privacy.dto.js';
import { PrivacyRepository } from './privacy.repository.js';

@ApiTags('Privacy')
@Controller('me')
export class PrivacyController {
  constructor(
    private readonly privacy: PrivacyRepository,
    private readonly erasure: ErasureService,
    private readonly dependants: DependantsService,
  ) {}

  /** Everything that is kept about you. */
  @SignedIn()
  @Get('export')
  async export(@Caller() { userId }: ActiveSession): Promise<PersonalRecordDto> {
    return toPersonalRecordDto(await this.privacy.export(userId));
  }

  /**
   * Erases you: the account ends, and nothing that is left tells who you were. There is no way back.
   * The clinic keeps when visits took place, under a number, and who has seen your data. Dependants of yours who have
   * neither an account nor another guardian are erased with you.
   */
  @Only('patient')
  @ApiConflictResponse({ description: 'Visits are still to come (`account.has_visits`)', type: ProblemDto })
  @HttpCode(204)
  @Limited('proofs')
  @Post('erasure')
  erase(@Body() { password }: ErasureDto, @Caller() { userId }: ActiveSession): Promise<void> {
    return this.erasure.erase(userId, password);
  }

  /** Everything that is kept about somebody whom you care for, as long as they have no account of their own. */
  @SignedIn()
  @ApiConflictResponse({ description: 'They have an account (`dependant.has_account`)', type: ProblemDto })
  @Get('dependants/:userId/export')
  async exportDependant(
    @Param('userId', IdPipe) id: number,
    @Caller() { userId }: ActiveSession,
  ): Promise<PersonalRecordDto> {
    await this.dependants.findWithoutAccount(userId, id);
    return toPersonalRecordDto(await this.privacy.export(id));
  }

  /** Erases somebody whom you alone care for, and who has no account of their own. There is no way back. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'They have visits to come, an account, or another guardian',
    type: ProblemDto,
  })
  @HttpCode(204)
  @Limited('proofs')
  @Post('dependants/:userId/erasure')
  eraseDependant(
    @Param('userId', IdPipe) id: number,
    @Body() { password }: ErasureDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<void> {
    return this.erasure.eraseDependant(userId, id, password);
  }
}
