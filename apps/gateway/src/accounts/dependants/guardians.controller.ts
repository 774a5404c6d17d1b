import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, ClaimsService, DependantLinksService, GuardiansService } from '#libs/auth';
import { toUserDto, UserDto } from '../auth/auth.dto.js';
import { Caller, Only, Public, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
import {
  ClaimDto,
  DependantDto,
  GuardianDto,
  GuardianInvitationDto,
  GuardianshipTokenDto,
  SentLinkDto,
  toDependantDto,
  toGuardianDto,
  toGuardianInvitation,
  toSentLinkDto,
} from './dependants.dto.js';

/** Guardianships as the dependant sees them, and as an admin does. */
@ApiTags('Dependants')
@Controller()
export class GuardiansController {
  constructor(
    private readonly guardians: GuardiansService,
    private readonly links: DependantLinksService,
    private readonly claims: ClaimsService,
  ) {}

  /** Your guardians: they book for you and see your visits. */
  @SignedIn()
  @Get('me/guardians')
  async list(@Caller() caller: ActiveSession): Promise<GuardianDto[]> {
    return (await this.guardians.list(caller)).map(toGuardianDto);
  }

  /** Invites a guardian by mail, to book for you and to see your visits. The link is good for seven days. */
  @SignedIn()
  @HttpCode(202)
  @Limited('proofs')
  @Post('me/guardians')
  async invite(
    @Body() invitation: GuardianInvitationDto,
    @Caller() caller: ActiveSession,
  ): Promise<SentLinkDto> {
    const { userId } = caller;
    return toSentLinkDto(
      userId,
      invitation,
      await this.links.invite(caller, userId, toGuardianInvitation(invitation)),
    );
  }

  /** Ends a guardianship over you. */
  @SignedIn()
  @HttpCode(204)
  @Delete('me/guardians/:userId')
  end(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    return this.guardians.end(caller, id);
  }

  /** Makes you a guardian, with a link from a mail. */
  @SignedIn()
  @ApiConflictResponse({
    description: 'You are a guardian of this person already, or the person',
    type: ProblemDto,
  })
  @Limited('links')
  @Post('guardianships')
  async accept(
    @Body() { token }: GuardianshipTokenDto,
    @Caller() caller: ActiveSession,
  ): Promise<DependantDto> {
    return toDependantDto(await this.links.accept(caller, token));
  }

  /** Opens your own account, with a link from a mail, and takes your record over. */
  @Public()
  @ApiConflictResponse({ description: 'The username or the e-mail address is taken', type: ProblemDto })
  @Limited('links')
  @Post('dependants/claim')
  async claim(@Body() { token, ...chosen }: ClaimDto): Promise<UserDto> {
    return toUserDto(await this.claims.claim(token, chosen));
  }

  /** The guardians of a person. */
  @Only('admin')
  @Get('users/:userId/guardians')
  async listOf(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<GuardianDto[]> {
    return (await this.guardians.listOf(caller, id)).map(toGuardianDto);
  }

  /** Ends a guardianship over a person, such as when a court has decided so. */
  @Only('admin')
  @HttpCode(204)
  @Delete('users/:userId/guardians/:guardianId')
  endOf(
    @Param('userId', IdPipe) id: number,
    @Param('guardianId', IdPipe) guardianId: number,
    @Caller() caller: ActiveSession,
  ): Promise<void> {
    return this.guardians.endOf(caller, id, guardianId);
  }
}
