import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type ActiveSession, DependantsService, DependantLinksService } from '#libs/auth';
import { Caller, SignedIn } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { Limited } from '../../limits/limits.interceptor.js';
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
  toGuardianInvitation,
  toNewDependant,
  toSentLinkDto,
} from './dependants.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';

const hasAccount = {
  description: 'The dependant has an account (`dependant.has_account`)',
  type: ProblemDto,
};

/** Your dependants: a child or a parent, say. You book for them with their `userId`. */
@ApiTags('Dependants')
@SignedIn()
@Controller('me/dependants')
export class DependantsController {
  constructor(
    private readonly dependants: DependantsService,
    private readonly links: DependantLinksService,
  ) {}

  /** Your dependants. */
  @Get()
  async list(@Caller() caller: ActiveSession): Promise<DependantDto[]> {
    return (await this.dependants.list(caller)).map(toDependantDto);
  }

  /** One of your dependants. */
  @Tagged()
  @Get(':userId')
  async find(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<DependantDto> {
    return toDependantDto(await this.dependants.find(caller, id));
  }

  /** Adds a dependant without an account. You can have 20 dependants. */
  @Limited('registrations')
  @Post()
  async add(@Body() dependant: NewDependantDto, @Caller() caller: ActiveSession): Promise<DependantDto> {
    return toDependantDto(await this.dependants.add(caller, toNewDependant(dependant)));
  }

  /** Changes what is known of a dependant. A dependant with an account changes the name and the birthday alone. */
  @ApiConflictResponse(hasAccount)
  @Tagged()
  @Patch(':userId')
  async change(
    @Param('userId', IdPipe) id: number,
    @Body() changes: DependantChangeDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<DependantDto> {
    return toDependantDto(await this.dependants.change(caller, id, toDependantChange(changes), version));
  }

  /** Ends your guardianship: you see and book nothing of theirs from now on. Their visits stay. */
  @HttpCode(204)
  @Delete(':userId')
  end(@Param('userId', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<void> {
    return this.dependants.end(caller, id);
  }

  /** The guardians of a dependant, you among them. */
  @Get(':userId/guardians')
  async guardians(
    @Param('userId', IdPipe) id: number,
    @Caller() caller: ActiveSession,
  ): Promise<GuardianDto[]> {
    return (await this.dependants.guardiansOf(caller, id)).map(toGuardianDto);
  }

  /** Invites another guardian by mail. The link is good for seven days, and for the first user who signs in and uses it. */
  @ApiConflictResponse(hasAccount)
  @HttpCode(202)
  @Limited('proofs')
  @Post(':userId/guardians')
  async invite(
    @Param('userId', IdPipe) id: number,
    @Body() invitation: GuardianInvitationDto,
    @Caller() caller: ActiveSession,
  ): Promise<SentLinkDto> {
    return toSentLinkDto(
      id,
      invitation,
      await this.links.invite(caller, id, toGuardianInvitation(invitation)),
    );
  }

  /**
   * Offers a dependant an account, by mail. The link is good for seven days; another one replaces it. Once the dependant
   * uses it, the visits belong to the new account, and all guardianships end.
   */
  @ApiConflictResponse(hasAccount)
  @HttpCode(202)
  @Limited('proofs')
  @Post(':userId/claim')
  async offer(
    @Param('userId', IdPipe) id: number,
    @Body() recipient: LinkRecipientDto,
    @Caller() caller: ActiveSession,
  ): Promise<SentLinkDto> {
    return toSentLinkDto(id, recipient, await this.links.offer(caller, id, recipient.email));
  }
}
