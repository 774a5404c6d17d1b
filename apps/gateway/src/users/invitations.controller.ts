import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvitationsService } from '#libs/auth';
import { Only } from '../http/access.js';
import { InvitationDto, NewInvitationDto, toInvitationDto } from './users.dto.js';

@ApiTags('Users')
@Controller('users/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** Invitations that wait for an answer, the newest first. */
  @Only('admin')
  @Get()
  async list(): Promise<InvitationDto[]> {
    return (await this.invitations.list()).map(toInvitationDto);
  }

  /** Invites somebody who works at the clinic. The link that they get by mail is good for seven days. */
  @Only('admin')
  @Post()
  async invite(@Body() { email, role, locationIds = [] }: NewInvitationDto): Promise<InvitationDto> {
    return toInvitationDto(await this.invitations.invite({ email, role, locationIds }));
  }

  /** Makes an invitation worthless. */
  @Only('admin')
  @HttpCode(204)
  @Delete(':id')
  revoke(@Param('id') id: string): Promise<void> {
    return this.invitations.revoke(id);
  }
}
