import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, PasswordsService, RecoveryService } from '#libs/auth';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
import { Caller, OwnAccount } from '../../http/access/access.js';
import { ProfileService } from './profile.service.js';
import { MeChangeDto, MeDto, NewPasswordDto, toMeDto } from './me.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

@ApiTags('Accounts')
@Controller('me')
export class MeController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly passwords: PasswordsService,
    private readonly recovery: RecoveryService,
  ) {}

  /** The account that is signed in. */
  @OwnAccount()
  @Tagged()
  @Get()
  async me(@Caller() caller: ActiveSession): Promise<MeDto> {
    return toMeDto(await this.profiles.find(caller));
  }

  /**
   * Changes your name and what you sign in with. Another e-mail address takes your password, and a code
   * where your second factor is on. It gets a link to prove it, and the old one a link to take the change back. Where mail is
   * sent, the answer does not tell whether another account has the address; the mail does.
   */
  @OwnAccount()
  @ApiConflictResponse({
    description: 'The username is taken, or, where no mail is sent, the e-mail address',
    type: ProblemDto,
  })
  @Limited('proofs')
  @Tagged()
  @Patch()
  async change(
    @Body() change: MeChangeDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<MeDto> {
    return toMeDto(await this.profiles.change(caller, change, version));
  }

  /** Has another link sent to prove your e-mail address, unless that is done. */
  @OwnAccount()
  @HttpCode(202)
  @Limited('proofs')
  @Post('email/verification')
  requestVerification(@Caller() caller: ActiveSession): Promise<void> {
    return this.recovery.requestVerification(caller);
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
}
