import { type Channel, type Notice, type Recipient } from '#libs/notifications';
import { type PlaceNews } from '../../facts/place.js';
import { type Visit } from '../../facts/visit.js';
import { type ClaimedDelivery } from '../deliveries.repository.js';

/** A message on its way out, with all that any channel needs. */
export interface Outgoing {
  readonly delivery: ClaimedDelivery;
  /** Of the same recipient, told by this message as well */
  readonly others: readonly ClaimedDelivery[];
  readonly notice: Notice;
  /** An e-mail address or a number, as it is known at this moment; nothing for a channel that looks itself */
  readonly address: string;
  /** An invited person has no account yet */
  readonly recipient: Recipient | undefined;
  readonly visit: Visit | undefined;
  /** The visits of the others */
  readonly visits: readonly Visit[];
  /** What has changed at the place of the visit */
  readonly place?: PlaceNews | undefined;
}

/** What the provider answered. */
export interface Receipt {
  readonly providerId: string | null;
}

/** One way to reach people. What is behind it can be slow, refuse and disappear. */
export interface DeliveryChannel {
  readonly name: Channel;
  /** @throws DeliveryFailure */
  send(message: Outgoing): Promise<Receipt>;
  close?(): void;
}

interface FailureKind {
  /** Trying again cannot help, such as with an address that does not exist */
  readonly isFinal?: boolean;
  /** The provider fails, for every recipient */
  readonly isOutage?: boolean;
  /** The provider may have taken the message all the same, and could not tell a second one from it */
  readonly isUncertain?: boolean;
  /** When the provider wants to be asked again */
  readonly retryAfterSeconds?: number;
}

/** Why a message was not sent. The reason is a code without anything about a person: it is kept and logged. */
export class DeliveryFailure extends Error {
  constructor(
    readonly reason: string,
    readonly kind: FailureKind = {},
  ) {
    super(reason);
  }
}
