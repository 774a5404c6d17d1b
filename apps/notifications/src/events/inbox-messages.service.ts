import { Injectable } from '@nestjs/common';
import { type Queries } from '#libs/database';
import {
  Channel,
  endedWaitNotice,
  InAppMessagesRepository,
  type NewInAppMessage,
  type Recipient,
  visitNotice,
} from '#libs/notifications';
import { Counter, InjectMetric } from '#libs/metrics';
import { type PlannedEnd } from '../planning/ended-waits.service.js';
import { type PlannedDelivery } from '../planning/planned-delivery.js';
import { addresseesOf } from '../facts/recipients.js';
import { type Happening, type Visit } from '../facts/visit.js';
import { InboxSignals } from '../delivery/inbox-signals.service.js';

/** As the events are called: readers of messages do not care for an event's version. */
const types: Readonly<Record<NonNullable<Happening['occasion']>, string>> = {
  booked: 'appointment.booked',
  confirmed: 'appointment.confirmed',
  moved: 'appointment.rescheduled',
  cancelled: 'appointment.cancelled',
  waitlist_offer: 'waitlist.offered',
};

/** What inboxes are told of a visit. */
interface News {
  readonly visit: Visit;
  /** Whether it was cancelled by time, because the doctor did not answer */
  readonly isUnanswered: boolean;
  /** What the visit was for accounts that it left, by their ids */
  readonly left: ReadonlyMap<number, Visit>;
  readonly planned: readonly PlannedDelivery[];
  readonly people: ReadonlyMap<number, Recipient>;
}

/** Messages that are read in the app. Sending one is writing it, so it happens in the event's own transaction. */
@Injectable()
export class InboxMessages {
  constructor(
    private readonly notifications: InAppMessagesRepository,
    private readonly signals: InboxSignals,
    @InjectMetric('docket_notifications_total') private readonly delivered: Counter<'channel' | 'type'>,
  ) {}

  /**
   * Writes what was planned for inboxes. They tell what happened, even when more has happened since.
   *
   * @returns what was written
   */
  async write(queries: Queries, news: readonly News[]): Promise<readonly NewInAppMessage[]> {
    const messages = news.flatMap((each) =>
      each.planned
        .filter(({ channel, state }) => channel === Channel.in_app && state === 'sent')
        .flatMap((delivery) => messageOf(delivery, each) ?? []),
    );
    if (messages.length > 0) await this.notifications.add(messages, queries);
    return messages;
  }

  /** Writes that an entry of the waitlist has ended. */
  async writeEndOf(
    queries: Queries,
    { wait, wanted, people }: PlannedEnd,
  ): Promise<readonly NewInAppMessage[]> {
    const messages = wanted
      .filter(({ channel }) => channel === Channel.in_app)
      .flatMap(({ userId }) => people.get(userId ?? 0) ?? [])
      .map(({ userId, preferences }): NewInAppMessage => {
        const { title, brief: body } = endedWaitNotice(wait, preferences.locale, { action: '' });
        const { waitlistEntryId } = wait;
        const type = 'waitlist.ended';
        return {
          userId,
          appointmentId: null,
          waitlistEntryId,
          version: 0,
          type,
          offsetMinutes: 0,
          title,
          body,
        };
      });
    if (messages.length > 0) await this.notifications.add(messages, queries);
    return messages;
  }

  /** Counts messages and tells their readers, once they are committed. */
  tell(messages: readonly NewInAppMessage[]): void {
    for (const { type } of messages) this.delivered.inc({ channel: Channel.in_app, type });
    this.signals.tell(messages.map(({ userId }) => userId));
  }
}

function messageOf(
  { userId, occasion: told, version, status, startsAt, isFarewell = false }: PlannedDelivery,
  { visit, isUnanswered, left, people }: News,
): NewInAppMessage | undefined {
  const occasion = told as keyof typeof types;
  const about = isFarewell ? left.get(userId ?? 0) : visit;
  const recipient = people.get(userId ?? 0);
  if (about === undefined) return undefined;
  const addressee = addresseesOf(about).find((each) => each.userId === userId);
  if (recipient === undefined || addressee === undefined || version === null) return undefined;
  const then = {
    ...about,
    status: status ?? about.status,
    startsAt: startsAt ?? about.startsAt,
    isUnanswered,
  };
  const reader = { ...recipient.preferences, audience: addressee.audience, isFarewell };
  const { title, brief: body } = visitNotice(occasion, then, reader, { action: '' });
  return {
    userId: addressee.userId,
    appointmentId: about.appointmentId,
    waitlistEntryId: occasion === 'waitlist_offer' ? about.waitlistEntryId : null,
    version,
    type: types[occasion],
    offsetMinutes: 0,
    title,
    body,
  };
}
