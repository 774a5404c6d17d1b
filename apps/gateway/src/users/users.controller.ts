import { Body, Controller, Get, Param, Patch, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type ActiveSession, UserAdministrationService } from '#libs/auth';
import { Caller, Only } from '../http/access.js';
import { IdPipe } from '../http/input.pipes.js';
import { withNextLink } from '../http/page-link.js';
import { ManagedUserDto, toManagedUserDto, UserChangeDto, UserSearchDto } from './users.dto.js';

@ApiTags('Users')
@Controller('users')
export class UsersController {
  constructor(private readonly users: UserAdministrationService) {}

  /** Accounts in the order in which they were opened. */
  @Only('admin')
  @Get()
  async list(
    @Query() { limit, cursor, ...filter }: UserSearchDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ManagedUserDto[]> {
    const page = await this.users.list(filter, limit, cursor);
    return withNextLink(page, request, reply).map(toManagedUserDto);
  }

  /** One account. */
  @Only('admin')
  @Get(':id')
  async find(@Param('id', IdPipe) id: number): Promise<ManagedUserDto> {
    return toManagedUserDto(await this.users.find(id));
  }

  /** Changes what somebody may do. It bites on their next request. Your own role is for another admin to change. */
  @Only('admin')
  @Patch(':id')
  async change(
    @Param('id', IdPipe) id: number,
    @Body() change: UserChangeDto,
    @Caller() caller: ActiveSession,
  ): Promise<ManagedUserDto> {
    return toManagedUserDto(await this.users.change(caller, id, change));
  }
}
