import { IsString, Length, Matches } from 'class-validator';

export class PushEndpointDto {
  /**
   * As the browser's `PushSubscription` says
   * @example "https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB"
   */
  @IsString()
  @Length(10, 1000)
  endpoint!: string;
}

export class PushSubscriptionDto extends PushEndpointDto {
  /**
   * The browser's public key, base64url
   * @example "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
   */
  @IsString()
  @Length(87, 87)
  @Matches(/^B[\w-]{86}$/, { message: 'must be a P-256 public key as base64url' })
  p256dh!: string;

  /**
   * The browser's secret, base64url
   * @example "tBHItJI5svbpez7KI4CCXg"
   */
  @IsString()
  @Length(22, 22)
  @Matches(/^[\w-]{22}$/, { message: 'must be 16 bytes as base64url' })
  auth!: string;
}

export class PushKeyDto {
  /**
   * The `applicationServerKey` to subscribe with; null: nothing is pushed here
   * @example "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
   */
  publicKey!: string | null;
}
