import { PartialType, PickType } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { type ActiveSession, type User } from '#libs/auth';
import { RegisterDto, UserDto } from '../auth/auth.dto.js';
import { Optional } from '../http/checks.js';

export class MeDto extends UserDto {
  /**
   * Where you work, if you are staff
   * @example [1, 2]
   */
  locationIds!: number[];
  /**
   * Which doctor you are, if you are one with a calendar here
   * @example null
   */
  doctorId!: number | null;
  /**
   * Whether the e-mail address is known to be yours
   * @example true
   */
  emailVerified!: boolean;
  /**
   * Whether this session was opened with a second factor
   * @example false
   */
  secondFactor!: boolean;
}

export class MeChangeDto extends PartialType(PickType(RegisterDto, ['username', 'email', 'name'] as const), {
  skipNullProperties: false,
}) {
  /**
   * Needed for another e-mail address
   * @example "docket-demo"
   */
  @Optional()
  @IsString()
  @Length(1, 128)
  currentPassword?: string;
}

export class NewPasswordDto {
  /** @example "docket-demo" */
  @IsString()
  @Length(1, 128)
  currentPassword!: string;

  /** @example "correct horse battery" */
  @IsString()
  @Length(1, 128)
  newPassword!: string;
}

export const toMeDto = (
  user: User,
  { locationIds, secondFactor }: ActiveSession,
  doctorId: number | null,
): MeDto => ({
  id: user.id,
  username: user.username,
  email: user.email,
  name: user.name,
  role: user.role,
  locationIds: [...locationIds],
  doctorId,
  emailVerified: user.emailVerifiedAt !== null,
  secondFactor,
  createdAt: user.createdAt.toISOString(),
});
