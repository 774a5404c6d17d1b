import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, ClaimsService, DependantsService, DependantLinksService } from '#libs/auth';
import { toUserDto, UserDto } from '../auth/auth.dto.js';
import { Caller, Only, Public, SignedIn } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { ProblemDto } from '../http/problem.dto.js';
import { Limited } from '../limits/limits.interceptor.js';
import {
  ClaimDto,
  DependantDto,
  GuardianDto,
  GuardianInvitationDto,
  GuardianshipTokenDto,
  SentLinkDto,
  toDependantDto,
  toGuardianDto,
} from './dependants.dto.js';

/** Who cares for whom, seen from the other side. */
@ApiTags('Dependants')
@Controller()
export class GuardiansController {
  constructor(
    private readonly dependants: DependantsService,
    private readonly links: DependantLinksService,
    private readonly claims: ClaimsService,
  ) {}

  /** Who books for you and sees your visits. */
  @SignedIn()
  @Get('me/guardians')
  async list(@Caller() { userId }: ActiveSession): Promise<GuardianDto[]> {
    return (await this.dependants.guardiansOf(userId)).map(toGuardianDto);
  }

  /** Invites somebody by mail to book for you and to see your visits. The link is good for seven days. */
  @SignedIn()
  @HttpCode(202)
  @Limited('proofs')
  @Post('me/guardians')
  async invite(
    @Body() { email, relationship }: GuardianInvitationDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<SentLinkDto> {
    const expiresAt = await this.links.invite(userId, userId, { email, relationship });
    return { userId, email, expiresAt: expiresAt.toISOString() };
  }

  /** Ends somebody's care for you. */
  @SignedIn()
  @HttpCode(204)
  @Delete('me/guardians/:userId')
  end(@Param('userId', IdPipe) id: number, @Caller() { userId }: ActiveSession): Promise<void> {
    return this.dependants.end(id, userId);
  }

  /** Begins to care for somebody, with a link from a mail. */
  @SignedIn()
  @ApiConflictResponse({ description: 'You care for them already, or it is you', type: ProblemDto })
  @Limited('links')
  @Post('guardianships')
  async accept(
    @Body() { token }: GuardianshipTokenDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<DependantDto> {
    return toDependantDto(await this.links.accept(userId, token));
  }

  /** Opens your own account, with a link from a mail, where others have cared for you. */
  @Public()
  @ApiConflictResponse({ description: 'The username or the e-mail address is taken', type: ProblemDto })
  @Limited('links')
  @Post('dependants/claim')
  async claim(@Body() { token, ...chosen }: ClaimDto): Promise<UserDto> {
    return toUserDto(await this.claims.claim(token, chosen));
  }

  /** Who cares for somebody. */
  @Only('admin')
  @Get('users/:userId/guardians')
  async listOf(@Param('userId', IdPipe) id: number): Promise<GuardianDto[]> {
    return (await this.dependants.guardiansOf(id)).map(toGuardianDto);
  }

  /** Ends somebody's care for a person, such as when a court has decided so. */
  @Only('admin')
  @HttpCode(204)
  @Delete('users/:userId/guardians/:guardianId')
  endOf(@Param('userId', IdPipe) id: number, @Param('guardianId', IdPipe) guardianId: number): Promise<void> {
    return this.dependants.end(guardianId, id);
  }
}
