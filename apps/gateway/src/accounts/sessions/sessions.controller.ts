import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession, SessionsService } from '#libs/auth';
import { Caller, OwnAccount } from '../../http/access/access.js';
import { KeepsRefreshToken } from '../../http/access/refresh-cookie.interceptor.js';
import { SessionDto, toSessionDto } from './sessions.dto.js';

@ApiTags('Accounts')
@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Where you are signed in, the session that was used last first. */
  @OwnAccount()
  @Get('me/sessions')
  async list(@Caller() caller: ActiveSession): Promise<SessionDto[]> {
    return (await this.sessions.list(caller)).map((session) => toSessionDto(session, caller.id));
  }

  /** Ends one of your sessions. */
  @OwnAccount()
  @HttpCode(204)
  @Delete('me/sessions/:id')
  end(@Param('id') id: string, @Caller() caller: ActiveSession): Promise<void> {
    return this.sessions.end(caller, id);
  }

  /** Ends the session that the token belongs to. */
  @OwnAccount()
  @HttpCode(204)
  @KeepsRefreshToken()
  @Post('logout')
  logout(@Caller() caller: ActiveSession): Promise<void> {
    return this.sessions.signOut(caller);
  }

  /** Ends all your sessions, this one too. */
  @OwnAccount()
  @HttpCode(204)
  @KeepsRefreshToken()
  @Post('logout/everywhere')
  logoutEverywhere(@Caller() caller: ActiveSession): Promise<void> {
    return this.sessions.endAll(caller);
  }
}
