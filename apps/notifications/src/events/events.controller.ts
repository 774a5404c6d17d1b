import { Controller, UseInterceptors } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { type EventEnvelope, eventTypes, SettlementInterceptor } from '#libs/messaging';
import { NotifierService } from './notifier.service.js';

/** Where events arrive. The interceptor checks them and settles every delivery. */
@UseInterceptors(SettlementInterceptor)
@Controller()
export class EventsController {
  constructor(private readonly notifier: NotifierService) {}

  @EventPattern([...eventTypes])
  handle(@Payload() event: EventEnvelope): Promise<void> {
    return this.notifier.notify(event);
  }
}
