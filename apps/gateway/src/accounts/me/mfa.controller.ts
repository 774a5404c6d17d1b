import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, SecondFactorService, UserAdministrationService } from '#libs/auth';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Caller, Only, OwnAccount } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import {
  CurrentPasswordDto,
  MfaCodeDto,
  MfaSecretDto,
  ProofDto,
  RecoveryCodesDto,
  toMfaSecretDto,
  toRecoveryCodesDto,
} from './mfa.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';

@ApiTags('Accounts')
@Controller()
export class MfaController {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly users: UserAdministrationService,
  ) {}

  /** Begins to set up codes from an authenticator app as a second factor. */
  @OwnAccount()
  @Limited('proofs')
  @Post('me/mfa')
  async begin(
    @Body() { currentPassword }: CurrentPasswordDto,
    @Caller() caller: ActiveSession,
  ): Promise<MfaSecretDto> {
    return toMfaSecretDto(await this.factors.begin(caller, currentPassword));
  }

  /** Turns the second factor on with the first code, and ends your other sessions. */
  @OwnAccount()
  @HttpCode(200)
  @Limited('proofs')
  @ApiConflictResponse({
    description: 'There is nothing to confirm, or it is confirmed already',
    type: ProblemDto,
  })
  @Post('me/mfa/confirm')
  async confirm(@Body() { code }: MfaCodeDto, @Caller() caller: ActiveSession): Promise<RecoveryCodesDto> {
    return toRecoveryCodesDto(await this.factors.confirm(caller, code));
  }

  /** Makes new recovery codes for you; those that you have are worthless then. It takes a code, as turning it off does. */
  @OwnAccount()
  @HttpCode(200)
  @Limited('proofs')
  @ApiConflictResponse({ description: 'Your second factor is off', type: ProblemDto })
  @Post('me/mfa/recovery-codes')
  async renewRecoveryCodes(
    @Body() proof: ProofDto,
    @Caller() caller: ActiveSession,
  ): Promise<RecoveryCodesDto> {
    return toRecoveryCodesDto(await this.factors.renewRecoveryCodes(caller, proof));
  }

  /** Turns your second factor off, which takes a code of it, or a recovery code. */
  @OwnAccount()
  @HttpCode(204)
  @Limited('proofs')
  @Delete('me/mfa')
  remove(@Body() proof: ProofDto, @Caller() caller: ActiveSession): Promise<void> {
    return this.factors.remove(caller, proof);
  }

  /** Turns off the second factor of a user who has lost it. */
  @Only('admin')
  @HttpCode(204)
  @Delete('users/:id/mfa')
  reset(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    return this.users.removeSecondFactor(caller, id);
  }
}
