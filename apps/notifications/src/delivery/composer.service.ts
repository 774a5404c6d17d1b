import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import {
  accountNotice,
  Channel,
  type ChosenOccasion,
  digestNotice,
  type DoctorsTomorrow,
  type Notice,
  Occasion,
  PreferencesRepository,
  type Recipient,
  visitNotice,
  type VisitOccasion,
} from '#libs/notifications';
import { type AccountLink, AccountLinksRepository } from '../planning/account-links.repository.js';
import { DigestsRepository } from '../planning/digests.repository.js';
import { addresseesOf } from '../planning/recipients.js';
import { type Visit } from '../planning/visit.js';
import { VisitsRepository } from '../planning/visits.repository.js';
import { type Outgoing } from './channel.js';
import { type ClaimedDelivery } from './deliveries.repository.js';
import { MessageLinks } from './message-links.js';
import { objectionTo } from './sendability.js';

/** A message that can go out, or why it cannot. */
export type Composed = { readonly message: Outgoing } | { readonly objection: string };

/** What a message is made of. */
interface Material {
  readonly channel: Channel;
  readonly recipient: Recipient | undefined;
  readonly visit: Visit | undefined;
  readonly link: AccountLink | undefined;
  readonly days: readonly DoctorsTomorrow[];
  readonly now: Date;
}

const present = <T>(values: readonly (T | null)[]): T[] => values.filter((value) => value !== null);

/** Where a message goes to as of now; an inbox and browsers are found by their owner. */
function addressOf({ channel, recipient, link }: Material): string | undefined {
  if (channel === Channel.email) return link?.email ?? recipient?.email ?? undefined;
  if (channel === Channel.sms) return recipient?.preferences.phone ?? undefined;
  return '';
}

/** Makes messages from what is true at the moment of sending: the state of the visit, the address, the language. */
@Injectable()
export class Composer {
  constructor(
    private readonly preferences: PreferencesRepository,
    private readonly visits: VisitsRepository,
    private readonly links: AccountLinksRepository,
    private readonly digests: DigestsRepository,
    private readonly urls: MessageLinks,
    private readonly clock: Clock,
  ) {}

  /** In a constant number of queries for all of them. */
  async compose(channel: Channel, deliveries: readonly ClaimedDelivery[]): Promise<readonly Composed[]> {
    const [visits, people, links, days] = await Promise.all([
      this.visits.find(present(deliveries.map(({ appointmentId }) => appointmentId))),
      this.preferences.findRecipients(present(deliveries.map(({ userId }) => userId))),
      this.links.find(present(deliveries.map(({ linkId }) => linkId))),
      this.digests.find(deliveries.filter(({ day }) => day !== null).map(({ id }) => id)),
    ]);
    const now = new Date(this.clock.now().epochMilliseconds);
    return deliveries.map((delivery) =>
      this.composeOne(delivery, {
        channel,
        now,
        recipient: people.get(delivery.userId ?? 0),
        visit: visits.get(delivery.appointmentId ?? 0),
        link: links.get(delivery.linkId ?? ''),
        days: days.get(delivery.id) ?? [],
      }),
    );
  }

  private composeOne(delivery: ClaimedDelivery, material: Material): Composed {
    const objection = objectionTo(delivery, material);
    if (objection !== undefined) return { objection };
    const address = addressOf(material);
    if (address === undefined) return { objection: 'no_address' };
    const notice = this.noticeOf(delivery, material);
    if (notice === undefined) return { objection: 'nothing_to_tell' };
    const { visit, recipient } = material;
    return { message: { delivery, notice, address, recipient, visit } };
  }

  private noticeOf(
    delivery: ClaimedDelivery,
    { visit, recipient, link, days }: Material,
  ): Notice | undefined {
    if (link !== undefined) {
      const locale = recipient?.preferences.locale ?? 'en';
      return accountNotice(link.purpose, locale, { action: this.urls.account(link) });
    }
    if (recipient === undefined) return undefined;
    const { userId, preferences } = recipient;
    const unsubscribe = this.urls.unsubscribe(userId, delivery.occasion as ChosenOccasion);
    const reader = { locale: preferences.locale, timeZone: preferences.timeZone };
    if (visit === undefined) {
      if (days.length === 0) return undefined;
      return digestNotice(days, { ...reader, audience: 'doctor' }, { action: this.urls.app, unsubscribe });
    }
    const audience = addresseesOf(visit).find((each) => each.userId === userId)?.audience ?? 'patient';
    const occasion = delivery.occasion as VisitOccasion;
    const action = this.actionOf(occasion, visit);
    return visitNotice(occasion, visit, { ...reader, audience }, { action, unsubscribe });
  }

  private actionOf(occasion: VisitOccasion, { appointmentId, waitlistEntryId }: Visit): string {
    return occasion === Occasion.waitlist_offer && waitlistEntryId !== null
      ? this.urls.waitlistEntry(waitlistEntryId)
      : this.urls.appointment(appointmentId);
  }
}
