import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { AccountsService, SessionsService, SignInService } from '#libs/auth';
import { Public } from '../../http/access/access.js';
import { ProblemDto } from '../../http/answers/problem.dto.js';
import { KeepsRefreshToken } from '../../http/access/refresh-cookie.interceptor.js';
import { Limited } from '../../limits/limits.interceptor.js';
import { LimitsGuessing } from '../../limits/sign-in/sign-in-limits.service.js';
import { LoginDto, RefreshDto, RegisterDto, TokensDto, toTokensDto, toUserDto, UserDto } from './auth.dto.js';

@ApiTags('Accounts')
@Controller()
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly signIn: SignInService,
  ) {}

  /**
   * Opens a patient's account. A link to the address proves it: then it is this account's alone. Where mail is sent, the
   * answer does not tell whether another account has the address; the mail does.
   */
  @Public()
  @ApiConflictResponse({
    description: 'The username is taken, or, where no mail is sent, the e-mail address',
    type: ProblemDto,
  })
  @Limited('registrations')
  @Post('register')
  async register(@Body() account: RegisterDto): Promise<UserDto> {
    return toUserDto(await this.accounts.register(account));
  }

  /** Signs in. An unknown user and a wrong password answer alike. */
  @Public()
  @ApiHeader({
    name: 'X-Docket-Device',
    required: false,
    description: 'The `deviceToken` of your last sign-in, if you send `X-Docket-Client: mobile`',
    schema: { type: 'string' },
  })
  @HttpCode(200)
  @KeepsRefreshToken()
  @LimitsGuessing()
  @Post('login')
  async login(
    @Body() { username, password, code }: LoginDto,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<TokensDto> {
    return toTokensDto(await this.signIn.signIn({ login: username, password, code }, userAgent));
  }

  /** Trades a refresh token, of the body or of the cookie, for new tokens. */
  @Public()
  @HttpCode(200)
  @KeepsRefreshToken()
  @Limited('refreshes')
  @Post('token/refresh')
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokensDto> {
    return toTokensDto(await this.sessions.refresh(refreshToken));
  }
}
