import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import {
  type ActiveSession,
  PasswordsService,
  SecondFactorService,
  UserAdministrationService,
} from '#libs/auth';
import { ProblemDto } from '../http/problem.dto.js';
import { Caller, Only, OwnAccount } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { CurrentPasswordDto, MfaCodeDto, MfaSecretDto, RecoveryCodesDto } from './mfa.dto.js';
import { Limited } from '../limits/limits.interceptor.js';

@ApiTags('Accounts')
@Controller()
export class MfaController {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly factors: SecondFactorService,
    private readonly users: UserAdministrationService,
  ) {}

  /** Begins to set up codes from an authenticator app as a second factor. */
  @OwnAccount()
  @Limited('proofs')
  @Post('me/mfa')
  async begin(
    @Body() { currentPassword }: CurrentPasswordDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<MfaSecretDto> {
    await this.passwords.check(userId, currentPassword);
    const { secret, uri } = await this.factors.begin(userId);
    return { secret, uri };
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
    return { recoveryCodes: [...(await this.factors.confirm(caller, code))] };
  }

  /** Turns your second factor off. */
  @OwnAccount()
  @HttpCode(204)
  @Limited('proofs')
  @Delete('me/mfa')
  async remove(
    @Body() { currentPassword }: CurrentPasswordDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<void> {
    await this.passwords.check(userId, currentPassword);
    await this.factors.remove(userId);
  }

  /** Turns off the second factor of somebody who has lost it. */
  @Only('admin')
  @HttpCode(204)
  @Delete('users/:id/mfa')
  async reset(@Param('id', IdPipe) id: number): Promise<void> {
    const user = await this.users.find(id);
    await this.factors.remove(user.id);
  }
}
