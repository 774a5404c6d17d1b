import { type Channel } from '#libs/notifications';
import { type DeliveryChannel } from './channel.js';

/** The channels that this installation is configured for. For others nothing is planned. */
export class SendableChannels {
  readonly names: readonly Channel[];

  constructor(readonly list: readonly DeliveryChannel[]) {
    this.names = list.map(({ name }) => name);
  }
}
