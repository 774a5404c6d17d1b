import { PickType } from '@nestjs/swagger';
import { IsEmail, IsString, Length } from 'class-validator';
import { RegisterDto } from './auth.dto.js';

export class ForgottenPasswordDto {
  /** @example "ada@example.org" */
  @IsString()
  @Length(3, 254)
  @IsEmail()
  email!: string;
}

export class LinkDto {
  /**
   * From the link in the mail
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  @IsString()
  @Length(1, 200)
  token!: string;
}

export class PasswordResetDto extends LinkDto {
  /** @example "correct horse battery" */
  @IsString()
  @Length(1, 128)
  newPassword!: string;
}

export class InvitationAnswerDto extends PickType(RegisterDto, ['username', 'password'] as const) {
  /**
   * From the link in the mail
   * @example "0b7f6a52-6c0f-4a4e-9d5e-0c5a3c6a0f11.Xb7cQ0mAz1hJrX2Jc8d1n6xWfH1T0vJkq2d0Qp3s9yE"
   */
  @IsString()
  @Length(1, 200)
  token!: string;
}
