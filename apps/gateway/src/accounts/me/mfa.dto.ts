import { Optional } from '../../http/input/checks.js';
import { IsText } from '../../http/input/text.js';

export class CurrentPasswordDto {
  /** @example "docket-demo" */
  @IsText('password')
  currentPassword!: string;
}

export class ProofDto extends CurrentPasswordDto {
  /**
   * What the authenticator app shows, or a recovery code; needed when your second factor is on
   * @example "287082"
   */
  @Optional()
  @IsText('code')
  code?: string;
}

export class MfaSecretDto {
  /**
   * To be typed into an authenticator app
   * @example "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
   */
  secret!: string;
  /**
   * The same for a QR code
   * @example "otpauth://totp/Docket:ada?issuer=Docket&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30"
   */
  uri!: string;
}

export class MfaCodeDto {
  /**
   * What the authenticator app shows
   * @example "287082"
   */
  @IsText('code')
  code!: string;
}

export class RecoveryCodesDto {
  /**
   * Each serves once in place of a code; they are shown this one time
   * @example ["8hq3k-z0v9m"]
   */
  recoveryCodes!: string[];
}

export const toMfaSecretDto = ({ secret, uri }: MfaSecretDto): MfaSecretDto => ({ secret, uri });

export const toRecoveryCodesDto = (recoveryCodes: readonly string[]): RecoveryCodesDto => ({
  recoveryCodes: [...recoveryCodes],
});
