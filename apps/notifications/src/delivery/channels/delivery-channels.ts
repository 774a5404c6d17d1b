import { type Env } from '#libs/config';
import { type CalendarWriter, type PushSubscriptionsRepository } from '#libs/notifications';
import { type SendableChannels } from '../../facts/sendable-channels.js';
import { type DeliveryChannel } from './channel.js';
import { EmailChannel } from './email.channel.js';
import { type InAppChannel } from './in-app.channel.js';
import { PushChannel } from './push.channel.js';
import { SmsChannel } from './sms.channel.js';

/** One for each channel that this installation is configured for. */
export class DeliveryChannels {
  constructor(readonly list: readonly DeliveryChannel[]) {}
}

export function channelsOf(
  env: Env,
  { email, sms, push }: SendableChannels,
  calendars: CalendarWriter,
  inApp: InAppChannel,
  subscriptions: PushSubscriptionsRepository,
): DeliveryChannels {
  const list: DeliveryChannel[] = [inApp];
  if (email !== undefined) list.push(new EmailChannel(env, email.url, calendars));
  if (sms !== undefined) list.push(new SmsChannel(sms.url, sms.secret, env));
  if (push !== undefined) list.push(new PushChannel(subscriptions, push, env));
  return new DeliveryChannels(list);
}
