import { Body, Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { isPushService, notAPushService, PushSubscriptionsRepository } from '#libs/notifications';
import { Caller, SignedIn } from '../http/access.js';
import { PushEndpointDto, PushKeyDto, PushSubscriptionDto } from './push.dto.js';

@ApiTags('Notifications')
@Controller('me/push-subscriptions')
export class PushController {
  constructor(
    private readonly subscriptions: PushSubscriptionsRepository,
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** The key that a browser subscribes with. */
  @SignedIn()
  @Get('key')
  key(): PushKeyDto {
    return { publicKey: this.env.VAPID_PUBLIC_KEY ?? null };
  }

  /** Has messages pushed to a browser, from now on to yours alone. */
  @SignedIn()
  @HttpCode(204)
  @Post()
  async add(@Body() subscription: PushSubscriptionDto, @Caller() { userId }: ActiveSession): Promise<void> {
    if (!isPushService(subscription.endpoint, this.env.PUSH_SERVICES)) throw notAPushService();
    const { endpoint, p256dh, auth } = subscription;
    await this.subscriptions.add(
      userId,
      { endpoint, p256dh, auth },
      new Date(this.clock.now().epochMilliseconds),
    );
  }

  /** Stops pushing to a browser of yours. */
  @SignedIn()
  @HttpCode(204)
  @Delete()
  async remove(@Body() { endpoint }: PushEndpointDto, @Caller() { userId }: ActiveSession): Promise<void> {
    await this.subscriptions.remove(userId, endpoint);
  }
}
