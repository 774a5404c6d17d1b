import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { EmailChangesService, InvitationsService, RecoveryService } from '#libs/auth';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Public } from '../../http/access/access.js';
import { Limited } from '../../limits/limits.interceptor.js';
import { toUserDto, UserDto } from './auth.dto.js';
import { ForgottenPasswordDto, InvitationAnswerDto, LinkDto, PasswordResetDto } from './links.dto.js';

/** What people do who hold a link from a mail, or ask for one. */
@ApiTags('Accounts')
@Controller()
export class LinksController {
  constructor(
    private readonly recovery: RecoveryService,
    private readonly emails: EmailChangesService,
    private readonly invitations: InvitationsService,
  ) {}

  /** Has a link to set another password sent. The answer is the same for an address without an account. */
  @Public()
  @HttpCode(202)
  @Limited('links')
  @Post('password/forgot')
  requestReset(@Body() { email }: ForgottenPasswordDto): Promise<void> {
    return this.recovery.requestReset(email);
  }

  /** Sets another password with a link, and ends all sessions. */
  @Public()
  @HttpCode(204)
  @Limited('links')
  @Post('password/reset')
  resetPassword(@Body() { token, newPassword }: PasswordResetDto): Promise<void> {
    return this.recovery.resetPassword(token, newPassword);
  }

  /** Proves an e-mail address with a link: it is this account's alone then. */
  @Public()
  @HttpCode(204)
  @Limited('links')
  @ApiConflictResponse({ description: 'Another account has proven the address', type: ProblemDto })
  @Post('email/verify')
  verifyEmail(@Body() { token }: LinkDto): Promise<void> {
    return this.recovery.verifyEmail(token);
  }

  /**
   * Stops a change of an account's e-mail address, or takes it back, with the link that went to the old one. An account whose
   * address had changed is signed out everywhere, and needs another password: a link to set one is sent.
   */
  @Public()
  @HttpCode(204)
  @Limited('links')
  @ApiConflictResponse({ description: 'The address belongs to another account by now', type: ProblemDto })
  @Post('email/undo')
  undoEmail(@Body() { token }: LinkDto): Promise<void> {
    return this.emails.undo(token);
  }

  /** Opens the account that the invitation is for. */
  @Public()
  @Limited('links')
  @Post('invitations/accept')
  async accept(@Body() { token, ...chosen }: InvitationAnswerDto): Promise<UserDto> {
    return toUserDto(await this.invitations.accept(token, chosen));
  }
}
