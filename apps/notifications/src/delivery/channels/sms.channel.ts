import { type Env } from '#libs/config';
import { Channel } from '#libs/notifications';
import { type DeliveryChannel, DeliveryFailure, type Outgoing, type Receipt } from './channel.js';
import { postTo } from './http-provider.js';

const longestId = 200;

/** What the gateway calls the message, to know its delivery report by. */
function idIn(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' && id.length <= longestId ? id : null;
  } catch {
    return null;
  }
}

/**
 * Text messages through an HTTP gateway. The idempotency key lets it drop what it has seen, so that trying again after
 * silence is safe.
 */
export class SmsChannel implements DeliveryChannel {
  readonly name = Channel.sms;

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private readonly env: Pick<Env, 'DELIVERY_TIMEOUT_SECONDS'>,
  ) {}

  async send({ delivery, notice, address }: Outgoing): Promise<Receipt> {
    const reference = `delivery-${delivery.id}`;
    const { status, text } = await postTo({
      url: this.url,
      milliseconds: this.env.DELIVERY_TIMEOUT_SECONDS * 1000,
      headers: {
        authorization: `Bearer ${this.secret}`,
        'content-type': 'application/json',
        'idempotency-key': reference,
      },
      body: JSON.stringify({ to: address, text: `${notice.title}: ${notice.brief}`, reference }),
    });
    if (status === 401 || status === 403) throw new DeliveryFailure(`http_${status}`, { isOutage: true });
    if (status >= 300) throw new DeliveryFailure(`http_${status}`, { isFinal: true });
    return { providerId: idIn(text) ?? reference };
  }
}
