import { PartialType, PickType } from '@nestjs/swagger';
import { RegisterDto, UserDto } from '../auth/auth.dto.js';
import { Optional } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';
import { type Profile } from './profile.service.js';

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
  /**
   * Rises with every change; also the ETag
   * @example 1
   */
  version!: number;
}

export class MeChangeDto extends PartialType(PickType(RegisterDto, ['username', 'email', 'name'] as const), {
  skipNullProperties: false,
}) {
  /**
   * Needed for another e-mail address
   * @example "docket-demo"
   */
  @Optional()
  @IsText('password')
  currentPassword?: string;

  /**
   * What the authenticator app shows, or a recovery code; needed for another e-mail address when your second factor is on
   * @example "287082"
   */
  @Optional()
  @IsText('code')
  code?: string;
}

export class NewPasswordDto {
  /** @example "docket-demo" */
  @IsText('password')
  currentPassword!: string;

  /** @example "correct horse battery" */
  @IsText('password')
  newPassword!: string;
}

export const toMeDto = ({ user, session, doctorId }: Profile): MeDto => ({
  id: user.id,
  username: user.username,
  email: user.email,
  name: user.name,
  role: user.role,
  locationIds: [...session.locationIds],
  doctorId,
  emailVerified: user.emailVerifiedAt !== null,
  secondFactor: session.secondFactor,
  createdAt: user.createdAt.toISOString(),
  version: user.version,
});
