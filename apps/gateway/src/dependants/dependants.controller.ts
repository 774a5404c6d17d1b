import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, DependantsService, DependantLinksService } from '#libs/auth';
import { Caller, SignedIn } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { ProblemDto } from '../http/problem.dto.js';
import { Limited } from '../limits/limits.interceptor.js';
import {
  DependantChangeDto,
  DependantDto,
  GuardianDto,
  GuardianInvitationDto,
  LinkRecipientDto,
  NewDependantDto,
  SentLinkDto,
  toDependantChange,
  toDependantDto,
  toGuardianDto,
  toNewDependant,
} from './dependants.dto.js';

const hasAccount = {
  description: 'They have an account of their own (`dependant.has_account`)',
  type: ProblemDto,
};

/** Whom you care for: a child or a parent, say. You book for them with their `userId`. */
@ApiTags('Dependants')
@SignedIn()
@Controller('me/dependants')
export class DependantsController {
  constructor(
    private readonly dependants: DependantsService,
    private readonly links: DependantLinksService,
  ) {}

  /** Whom you care for. */
  @Get()
  async list(@Caller() { userId }: ActiveSession): Promise<DependantDto[]> {
    return (await this.dependants.list(userId)).map(toDependantDto);
  }

  /** Adds somebody who has no account. You can care for 20 people. */
  @Limited('registrations')
  @Post()
  async add(@Body() dependant: NewDependantDto, @Caller() { userId }: ActiveSession): Promise<DependantDto> {
    return toDependantDto(await this.dependants.add(userId, toNewDependant(dependant)));
  }

  /** Changes what is known of somebody. Who has an account has a name of their own. */
  @ApiConflictResponse(hasAccount)
  @Patch(':userId')
  async change(
    @Param('userId', IdPipe) id: number,
    @Body() changes: DependantChangeDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<DependantDto> {
    return toDependantDto(await this.dependants.change(userId, id, toDependantChange(changes)));
  }

  /** Ends your care: you see and book nothing of theirs from now on. Their visits stay. */
  @HttpCode(204)
  @Delete(':userId')
  async end(@Param('userId', IdPipe) id: number, @Caller() { userId }: ActiveSession): Promise<void> {
    await this.dependants.find(userId, id);
    await this.dependants.end(userId, id);
  }

  /** Who else cares for them. */
  @Get(':userId/guardians')
  async guardians(
    @Param('userId', IdPipe) id: number,
    @Caller() { userId }: ActiveSession,
  ): Promise<GuardianDto[]> {
    await this.dependants.find(userId, id);
    return (await this.dependants.guardiansOf(id)).map(toGuardianDto);
  }

  /** Invites another guardian by mail. The link is good for seven days, and for whoever signs in and uses it first. */
  @ApiConflictResponse(hasAccount)
  @HttpCode(202)
  @Limited('proofs')
  @Post(':userId/guardians')
  async invite(
    @Param('userId', IdPipe) id: number,
    @Body() { email, relationship }: GuardianInvitationDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<SentLinkDto> {
    const expiresAt = await this.links.invite(userId, id, { email, relationship });
    return { userId: id, email, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Offers them an account of their own, by mail. The link is good for seven days; another one replaces it. Once they
   * use it their visits are theirs, and nobody's care for them goes on.
   */
  @ApiConflictResponse(hasAccount)
  @HttpCode(202)
  @Limited('proofs')
  @Post(':userId/claim')
  async offer(
    @Param('userId', IdPipe) id: number,
    @Body() { email }: LinkRecipientDto,
    @Caller() { userId }: ActiveSession,
  ): Promise<SentLinkDto> {
    const expiresAt = await this.links.offer(userId, id, email);
    return { userId: id, email, expiresAt: expiresAt.toISOString() };
  }
}
