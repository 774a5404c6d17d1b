import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import { Channel, type Recipient, visitNotice } from '#libs/notifications';
import { Counter, InjectMetric } from '#libs/metrics';
import { type NewNotification, NotificationsRepository } from '../notifications.repository.js';
import { type PlannedDelivery } from '../planning/plan.js';
import { addresseesOf } from '../planning/recipients.js';
import { type Happening, type Visit } from '../planning/visit.js';
import { InboxSignals } from './inbox-signals.js';

/** As the events are called: readers of messages do not care for an event's version. */
const types: Readonly<Record<NonNullable<Happening['occasion']>, string>> = {
  booked: 'appointment.booked',
  confirmed: 'appointment.confirmed',
  moved: 'appointment.rescheduled',
  cancelled: 'appointment.cancelled',
  waitlist_offer: 'waitlist.offered',
};

/** Messages that are read in the app. Sending one is writing it, so it happens in the event's own transaction. */
@Injectable()
export class InboxMessages {
  constructor(
    private readonly notifications: NotificationsRepository,
    private readonly signals: InboxSignals,
    @InjectMetric('docket_notifications_total') private readonly delivered: Counter<'channel' | 'type'>,
  ) {}

  /**
   * Writes what was planned for inboxes. They tell what happened, in order, even when more has happened since.
   *
   * @returns what was written
   */
  async write(
    queries: Queries,
    visit: Visit,
    { occasion, version, status, startsAt }: Happening,
    planned: readonly PlannedDelivery[],
    people: ReadonlyMap<number, Recipient>,
  ): Promise<readonly NewNotification[]> {
    if (occasion === undefined) return [];
    const then = { ...visit, status, startsAt };
    const messages = planned
      .filter(({ channel, state }) => channel === Channel.in_app && state === 'sent')
      .flatMap(({ userId }) => {
        const recipient = people.get(userId ?? 0);
        const addressee = addresseesOf(visit).find((each) => each.userId === userId);
        if (recipient === undefined || addressee === undefined) return [];
        const reader = { ...recipient.preferences, audience: addressee.audience };
        const { title, brief: body } = visitNotice(occasion, then, reader, { action: '' });
        const { userId: reads } = addressee;
        const about = {
          appointmentId: visit.appointmentId,
          waitlistEntryId: occasion === 'waitlist_offer' ? visit.waitlistEntryId : null,
          version,
          type: types[occasion],
          offsetMinutes: 0,
        };
        return [{ ...about, userId: reads, title, body }];
      });
    if (messages.length > 0) await this.notifications.add(messages, queries);
    return messages;
  }

  /** Counts messages and tells their readers, once they are committed. */
  tell(messages: readonly NewNotification[]): void {
    for (const { type } of messages) this.delivered.inc({ channel: Channel.in_app, type });
    this.signals.tell(messages.map(({ userId }) => userId));
  }
}
