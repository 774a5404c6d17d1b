import { type Env } from '#libs/config';
import { Channel } from '#libs/notifications';

type Settings = Pick<Env, 'SMTP_URL' | 'SMS_URL' | 'SMS_SECRET' | 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY'>;

/** The channels that this installation is configured for, and with what. For other channels nothing is planned. */
export class SendableChannels {
  readonly email: { readonly url: string } | undefined;
  readonly sms: { readonly url: string; readonly secret: string } | undefined;
  readonly push: { readonly publicKey: string; readonly privateKey: string } | undefined;
  readonly names: readonly Channel[];

  constructor({ SMTP_URL, SMS_URL, SMS_SECRET, VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY }: Settings) {
    if (SMTP_URL !== undefined) this.email = { url: SMTP_URL };
    if (SMS_URL !== undefined && SMS_SECRET !== undefined) this.sms = { url: SMS_URL, secret: SMS_SECRET };
    if (VAPID_PUBLIC_KEY !== undefined && VAPID_PRIVATE_KEY !== undefined)
      this.push = { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY };
    const others = [Channel.email, Channel.sms, Channel.push] as const;
    this.names = [Channel.in_app, ...others.filter((name) => this[name] !== undefined)];
  }
}
