import { Injectable } from '@nestjs/common';
import { Channel } from '#libs/notifications';
import { NotificationsRepository } from '../notifications.repository.js';
import { type DeliveryChannel, type Outgoing, type Receipt } from './channel.js';
import { InboxSignals } from './inbox-signals.js';

/** Reminders that are read in the app. Writing one twice has the effect of once. */
@Injectable()
export class InAppChannel implements DeliveryChannel {
  readonly name = Channel.in_app;

  constructor(
    private readonly notifications: NotificationsRepository,
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
        offsetMinutes: delivery.offsetMinutes ?? 0,
        title: notice.title,
        body: notice.brief,
      },
    ]);
    this.signals.tell([recipient.userId]);
    return { providerId: null };
  }
}
