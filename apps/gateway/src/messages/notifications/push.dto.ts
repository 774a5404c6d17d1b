import { Matches } from 'class-validator';
import { faultOption } from '../../http/input/field-faults.js';
import { IsText } from '../../http/input/text.js';

export class PushEndpointDto {
  /**
   * As the browser's `PushSubscription` says
   * @example "https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB"
   */
  @IsText('pushEndpoint')
  endpoint!: string;
}

export class PushSubscriptionDto extends PushEndpointDto {
  /**
   * The browser's public key, base64url
   * @example "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
   */
  @IsText('pushKey')
  @Matches(/^B[\w-]{86}$/, faultOption('push.key_invalid'))
  p256dh!: string;

  /**
   * The browser's secret, base64url
   * @example "tBHItJI5svbpez7KI4CCXg"
   */
  @IsText('pushSecret')
  @Matches(/^[\w-]{22}$/, faultOption('push.secret_invalid'))
  auth!: string;
}

export class PushKeyDto {
  /**
   * The `applicationServerKey` to subscribe with; null: nothing is pushed here
   * @example "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
   */
  publicKey!: string | null;
}
