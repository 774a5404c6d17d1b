import webPush from 'web-push';
import { type Env } from '#libs/config';
import {
  Channel,
  isPushService,
  type PushSubscriptionsRepository,
  type Subscription,
} from '#libs/notifications';
import { type DeliveryChannel, DeliveryFailure, type Outgoing, type Receipt } from './channel.js';
import { postTo } from './http-provider.js';

interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Browsers of a user who was away for longer are not bothered with it any more. */
const longestSeconds = 24 * 60 * 60;

/** What the services call a message, in every browser. */
const topicOf = ({ delivery }: Pick<Outgoing, 'delivery'>): string => `delivery-${delivery.id}`;

/** Web Push (RFC 8030) to every browser that the user has subscribed; encrypted, so that the service reads nothing. */
export class PushChannel implements DeliveryChannel {
  readonly name = Channel.push;

  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly keys: VapidKeys,
    private readonly env: Pick<
      Env,
      'DELIVERY_TIMEOUT_SECONDS' | 'PUBLIC_URL' | 'PUSH_SERVICES' | 'MAIL_FROM'
    >,
  ) {}

  async send(message: Outgoing): Promise<Receipt> {
    const userId = message.recipient?.userId;
    const browsers = userId === undefined ? [] : await this.subscriptions.ofUser(userId);
    if (browsers.length === 0) throw new DeliveryFailure('no_address', { isFinal: true });
    const results = await Promise.allSettled(browsers.map((browser) => this.pushTo(browser, message)));
    // One browser that shows it is enough: a second try would show it there twice.
    if (results.some(({ status }) => status === 'fulfilled')) return { providerId: topicOf(message) };
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    const failures = reasons.filter((reason) => reason instanceof DeliveryFailure);
    throw failures.find(({ kind }) => kind.isFinal !== true) ?? failures[0] ?? (reasons[0] as Error);
  }

  private async pushTo(browser: Subscription, { notice, delivery }: Outgoing): Promise<void> {
    // What may be called can have changed since the browser subscribed.
    if (!isPushService(browser.endpoint, this.env.PUSH_SERVICES))
      throw new DeliveryFailure('push_service_not_allowed', { isFinal: true });
    const payload = {
      title: notice.title,
      body: notice.brief,
      url: notice.action?.url,
      tag: `${delivery.id}`,
    };
    const { endpoint, p256dh, auth } = browser;
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(payload),
      {
        TTL: longestSeconds,
        urgency: 'normal',
        // The service keeps only the last message with a topic, so that a repetition takes the place of the first.
        topic: topicOf({ delivery }),
        vapidDetails: {
          subject: `mailto:${/[^<\s]+@[^>\s]+/.exec(this.env.MAIL_FROM)?.[0] ?? ''}`,
          ...this.keys,
        },
      },
    );
    // The sender counts the length.
    const sent = Object.fromEntries(
      Object.entries(headers as Record<string, unknown>)
        .filter(([name]) => name !== 'Content-Length')
        .map(([name, value]) => [name, String(value)]),
    );
    const milliseconds = this.env.DELIVERY_TIMEOUT_SECONDS * 1000;
    const { status } = await postTo({ url: endpoint, headers: sent, body, milliseconds });
    if (status < 300) return;
    // The browser has taken its subscription back.
    if (status === 404 || status === 410) await this.subscriptions.forget(endpoint);
    throw new DeliveryFailure(`http_${status}`, { isFinal: true });
  }
}
