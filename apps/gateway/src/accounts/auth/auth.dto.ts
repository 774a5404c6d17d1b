import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { type Role, type TokenPair, type User } from '#libs/auth';
import { Optional } from '../../http/input/checks.js';
import { faultOption } from '../../http/input/field-faults.js';
import { IsAddress } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

export class RegisterDto {
  /** @example "ada" */
  @IsText('username')
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, faultOption('username.invalid'))
  username!: string;

  /** @example "ada@example.org" */
  @IsAddress()
  email!: string;

  /** @example "correct horse battery" */
  @IsText('password')
  password!: string;

  /**
   * What the clinic calls you
   * @example "Ada Byron"
   */
  @IsOptional()
  @IsText('personName')
  @Matches(/\S/, faultOption('text.required'))
  name?: string | null;
}

export class LoginDto {
  /**
   * Username or e-mail address
   * @example "patient"
   */
  @IsText('login')
  username!: string;

  /** @example "docket-demo" */
  @IsText('password')
  password!: string;

  /**
   * Of your authenticator app, or a recovery code; needed when your account has a second factor
   * @example "287082"
   */
  @Optional()
  @IsText('code')
  code?: string;
}

export class RefreshDto {
  /**
   * A browser leaves it out: its cookie has it
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.0.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  @ApiProperty({ required: false })
  @IsText('refreshToken')
  refreshToken!: string;
}

export class TokensDto {
  /**
   * JWT for the Authorization header
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl"
   */
  token!: string;
  /**
   * Trade it at POST /token/refresh; it serves once. A browser has it in a cookie instead
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.0.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  refreshToken?: string;
  /**
   * Lifetime of `token` in seconds
   * @example 900
   */
  expiresIn!: number;
  /**
   * Of a sign-in with `X-Docket-Client: mobile`: keep it, also after signing out, and send it as `X-Docket-Device` with the
   * next sign-in. It proves nothing, but guesses of others do not keep you out on a device that you have signed in on
   * @example "1.b3T0rXcWv9kQ2mZp.1774951200000.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  deviceToken?: string;
}

export class UserDto {
  /** @example 1 */
  id!: number;
  /** @example "ada" */
  username!: string;
  /** @example "ada@example.org" */
  email!: string;
  /**
   * What the clinic calls them, unless it was never told
   * @example "Ada Byron"
   */
  name!: string | null;
  /** @example "patient" */
  role!: Role;
  /** @example "2026-12-01T09:00:00.000Z" */
  createdAt!: string;
}

export const toUserDto = ({ id, username, email, name, role, createdAt }: User): UserDto => ({
  id,
  username,
  email,
  name,
  role,
  createdAt: createdAt.toISOString(),
});

export const toTokensDto = ({ token, refreshToken, expiresIn }: TokenPair): TokensDto => ({
  token,
  refreshToken,
  expiresIn,
});
