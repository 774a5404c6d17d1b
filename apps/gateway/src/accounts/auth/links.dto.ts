import { PickType } from '@nestjs/swagger';
import { RegisterDto } from './auth.dto.js';
import { IsAddress } from '../../http/input/equal-text.js';
import { IsText } from '../../http/input/text.js';

export class ForgottenPasswordDto {
  /** @example "ada@example.org" */
  @IsAddress()
  email!: string;
}

export class LinkDto {
  /**
   * From the link in the mail
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  @IsText('linkToken')
  token!: string;
}

export class PasswordResetDto extends LinkDto {
  /** @example "correct horse battery" */
  @IsText('password')
  newPassword!: string;
}

export class InvitationAnswerDto extends PickType(RegisterDto, ['username', 'password'] as const) {
  /**
   * From the link in the mail
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  @IsText('linkToken')
  token!: string;
}
