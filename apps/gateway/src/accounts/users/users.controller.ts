import { Body, Controller, Get, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession, UserAdministrationService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { IdPipe } from '../../http/input/input.pipes.js';
import { withNextLink } from '../../http/answers/page-link.js';
import { DoctorOfAccountService } from './doctor-of-account.service.js';
import {
  ManagedUserDto,
  toManagedUserDto,
  toUserWithDoctorDto,
  UserChangeDto,
  UserSearchDto,
} from './users.dto.js';
import { ExpectedVersion } from '../../http/versions/expected-version.js';
import { Tagged } from '../../http/versions/version-tag.interceptor.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(
    private readonly users: UserAdministrationService,
    private readonly doctors: DoctorOfAccountService,
  ) {}

  /** Accounts in the order in which they were opened. */
  @Only('admin')
  @Get()
  async list(
    @Query() { limit, cursor, ...filter }: UserSearchDto,
    @Caller() caller: ActiveSession,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManagedUserDto[]> {
    const page = await this.users.list(caller, filter, limit, cursor);
    return withNextLink(page, request, reply).map(toManagedUserDto);
  }

  /** One account. */
  @Only('admin')
  @Tagged()
  @Get(':id')
  async find(@Param('id', IdPipe) id: number, @Caller() caller: ActiveSession): Promise<ManagedUserDto> {
    return toUserWithDoctorDto(await this.users.find(caller, id), await this.doctors.find(caller, id));
  }

  /**
   * Changes what a user may do. It bites on the user's next request. Your own role is for another admin to change. A
   * doctor stays bookable when the account is disabled: the answer names the doctor, and `PUT /doctors/{id}/retirement`
   * ends the bookings.
   */
  @Only('admin')
  @Tagged()
  @ApiConflictResponse({
    description: 'The own account (`user.own_account`), or a record that is merged (`patient.merged`)',
    type: ProblemDto,
  })
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() change: UserChangeDto,
    @Caller() caller: ActiveSession,
    @ExpectedVersion() version: number | undefined,
  ): Promise<ManagedUserDto> {
    const user = await this.users.change(caller, id, change, version);
    return toUserWithDoctorDto(user, await this.doctors.find(caller, id));
  }
}
