import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession, InvitationsService } from '#libs/auth';
import { Caller, Only } from '../../http/access/access.js';
import { InvitationDto, NewInvitationDto, toInvitation, toInvitationDto } from './users.dto.js';

@ApiTags('Users')
@Controller('users/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  /** Invitations that wait for an answer, the newest first. */
  @Only('admin')
  @Get()
  async list(@Caller() caller: ActiveSession): Promise<InvitationDto[]> {
    return (await this.invitations.list(caller)).map(toInvitationDto);
  }

  /** Invites a future user who works at the clinic. The link in the mail is good for seven days. */
  @Only('admin')
  @Post()
  async invite(
    @Body() invitation: NewInvitationDto,
    @Caller() caller: ActiveSession,
  ): Promise<InvitationDto> {
    return toInvitationDto(await this.invitations.invite(caller, toInvitation(invitation)));
  }

  /** Makes an invitation worthless. */
  @Only('admin')
  @HttpCode(204)
  @Delete(':id')
  revoke(@Param('id') id: string, @Caller() caller: ActiveSession): Promise<void> {
    return this.invitations.revoke(caller, id);
  }
}
