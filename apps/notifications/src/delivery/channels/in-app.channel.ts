import { Injectable } from '@nestjs/common';
import { Channel, InAppMessagesRepository } from '#libs/notifications';
import { type DeliveryChannel, type Outgoing, type Receipt } from './channel.js';
import { InboxSignals } from '../inbox-signals.service.js';

/** Reminders, and news of places, that are read in the app. Writing one twice has the effect of once. */
@Injectable()
export class InAppChannel implements DeliveryChannel {
  readonly name = Channel.in_app;

  constructor(
    private readonly notifications: InAppMessagesRepository,
    private readonly signals: InboxSignals,
  ) {}

  async send({ notice, delivery, recipient, visit }: Outgoing): Promise<Receipt> {
    if (recipient === undefined || visit === undefined) return { providerId: null };
    await this.notifications.add([
      {
        userId: recipient.userId,
        appointmentId: visit.appointmentId,
        waitlistEntryId: null,
        version: visit.version,
        type: `appointment.${delivery.occasion}`,
        // A place can change more than once during one version of a visit.
        offsetMinutes: delivery.offsetMinutes ?? delivery.placeRevision ?? 0,
        title: notice.title,
        body: notice.brief,
      },
    ]);
    this.signals.tell([recipient.userId]);
    return { providerId: `delivery-${delivery.id}` };
  }
}
