import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { notAPushService } from '../notifications.errors.js';
import { type Reader } from '../policy.js';
import { isPushService } from './push-services.js';
import { PushSubscriptionsRepository, type Subscription } from './push-subscriptions.repository.js';

/** Browsers that take messages for users. */
@Injectable()
export class PushSubscriptionsService {
  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'PUSH_SERVICES' | 'VAPID_PUBLIC_KEY'>,
  ) {}

  /** The key that a browser subscribes with; null when nothing is pushed. */
  publicKey(): string | null {
    return this.env.VAPID_PUBLIC_KEY ?? null;
  }

  /**
   * Has messages pushed to a browser, from now on to this reader alone.
   *
   * @throws AppError when the address is not that of a push service
   */
  async add({ userId }: Reader, { endpoint, p256dh, auth }: Subscription): Promise<void> {
    if (!isPushService(endpoint, this.env.PUSH_SERVICES)) throw notAPushService();
    await this.subscriptions.add(userId, { endpoint, p256dh, auth }, this.clock.date());
  }

  /** Stops pushing to a browser of the reader. */
  async remove({ userId }: Reader, endpoint: string): Promise<void> {
    await this.subscriptions.remove(userId, endpoint);
  }
}
