import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type ActiveSession } from '#libs/auth';
import { PushSubscriptionsService } from '#libs/notifications';
import { Caller, SignedIn } from '../../http/access/access.js';
import { PushEndpointDto, PushKeyDto, PushSubscriptionDto } from './push.dto.js';

@ApiTags('Notifications')
@Controller('me/push-subscriptions')
export class PushController {
  constructor(private readonly subscriptions: PushSubscriptionsService) {}

  /** The key that a browser subscribes with. */
  @SignedIn()
  @Get('key')
  key(): PushKeyDto {
    return { publicKey: this.subscriptions.publicKey() };
  }

  /** Has messages pushed to a browser, from now on to yours alone. */
  @SignedIn()
  @HttpCode(204)
  @Post()
  add(@Body() subscription: PushSubscriptionDto, @Caller() caller: ActiveSession): Promise<void> {
    return this.subscriptions.add(caller, subscription);
  }

  /** Stops pushing to a browser of yours. */
  @SignedIn()
  @HttpCode(204)
  @Delete()
  remove(@Body() { endpoint }: PushEndpointDto, @Caller() caller: ActiveSession): Promise<void> {
    return this.subscriptions.remove(caller, endpoint);
  }
}
