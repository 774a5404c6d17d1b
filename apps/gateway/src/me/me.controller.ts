import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import {
  AccountsService,
  type ActiveSession,
  PasswordsService,
  RecoveryService,
  type User,
} from '#libs/auth';
import { DoctorsService } from '#libs/doctors';
import { ProblemDto } from '../http/problem.dto.js';
import { Limited } from '../limits/limits.interceptor.js';
import { Caller, OwnAccount } from '../http/access.js';
import { MeChangeDto, MeDto, NewPasswordDto, toMeDto } from './me.dto.js';

@ApiTags('Accounts')
@Controller('me')
export class MeController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordsService,
    private readonly recovery: RecoveryService,
    private readonly doctors: DoctorsService,
  ) {}

  /** The account that is signed in. */
  @OwnAccount()
  @Get()
  async me(@Caller() caller: ActiveSession): Promise<MeDto> {
    return this.answer(await this.accounts.find(caller.userId), caller);
  }

  /** Changes your name and what you sign in with. Another e-mail address takes your password, and gets a link to prove it. */
  @OwnAccount()
  @ApiConflictResponse({ description: 'The username or the e-mail address is taken', type: ProblemDto })
  @Limited('proofs')
  @Patch()
  async change(@Body() change: MeChangeDto, @Caller() caller: ActiveSession): Promise<MeDto> {
    return this.answer(await this.accounts.change(caller.userId, change), caller);
  }

  /** Has another link sent to prove your e-mail address, unless that is done. */
  @OwnAccount()
  @HttpCode(202)
  @Limited('proofs')
  @Post('email/verification')
  requestVerification(@Caller() caller: ActiveSession): Promise<void> {
    return this.recovery.requestVerification(caller.userId);
  }

  /** Changes your password, and ends your other sessions. */
  @OwnAccount()
  @HttpCode(204)
  @Limited('proofs')
  @Post('password')
  changePassword(
    @Body() { currentPassword, newPassword }: NewPasswordDto,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    return this.passwords.change(caller, currentPassword, newPassword);
  }

  private async answer(user: User, caller: ActiveSession): Promise<MeDto> {
    const doctorId = caller.role === 'doctor' ? await this.doctors.findIdOfAccount(caller.userId) : null;
    return toMeDto(user, caller, doctorId);
  }
}
