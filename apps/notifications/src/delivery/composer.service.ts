import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import {
  accountNotice,
  Channel,
  choiceAbout,
  digestNotice,
  endedWaitNotice,
  erasedNotice,
  type Notice,
  Occasion,
  visitNotice,
  type VisitOccasion,
} from '#libs/notifications';
import { addresseesOf } from '../facts/recipients.js';
import { type Visit } from '../facts/visit.js';
import { type Outgoing } from './channels/channel.js';
import { type ClaimedDelivery } from './deliveries.repository.js';
import { type Material, MaterialsService } from './materials.service.js';
import { MessageLinks } from './message-links.service.js';
import { together } from './message-groups.js';
import { objectionTo } from './sendability.js';

/** A message that can go out, or why it cannot. */
type Composed =
  { readonly message: Outgoing } | { readonly delivery: ClaimedDelivery; readonly objection: string };

export interface Composition {
  /** Each tells one delivery, or several at once */
  readonly messages: readonly Outgoing[];
  readonly refused: readonly { readonly delivery: ClaimedDelivery; readonly objection: string }[];
}

/** Where a message goes to as of now; an inbox and browsers are found by their owner. */
function addressOf({ letter }: ClaimedDelivery, { channel, recipient, link }: Material): string | undefined {
  if (letter !== null) return letter.email;
  if (channel === Channel.email) return link?.email ?? recipient?.email ?? undefined;
  if (channel === Channel.sms) return recipient?.preferences.phone ?? undefined;
  return '';
}

/** The visit as its reader is told of it; its place is the one whose revision is kept as told, read at the same moment. */
function visitOf({ isFarewell }: ClaimedDelivery, { visit, left, place }: Material): Visit | undefined {
  if (isFarewell) return left;
  if (visit === undefined || place === undefined) return visit;
  const { name: locationName, address, timeZone } = place.now;
  return { ...visit, locationName, address, timeZone };
}

/** Makes messages from what is true at the moment of sending: the state of the visit, the address, the language. */
@Injectable()
export class Composer {
  constructor(
    private readonly materials: MaterialsService,
    private readonly urls: MessageLinks,
    private readonly clock: Clock,
  ) {}

  /** In a constant number of queries for all of them. */
  async compose(channel: Channel, deliveries: readonly ClaimedDelivery[]): Promise<Composition> {
    const materials = await this.materials.find(channel, deliveries, this.clock.date());
    const composed = materials.map(({ delivery, material }) => this.composeOne(delivery, material));
    const messages = composed.flatMap((each) => ('message' in each ? [each.message] : []));
    return {
      messages: together(messages, channel, this.urls.app),
      refused: composed.flatMap((each) => ('message' in each ? [] : [each])),
    };
  }

  private composeOne(delivery: ClaimedDelivery, material: Material): Composed {
    const objection = objectionTo(delivery, material);
    if (objection !== undefined) return { delivery, objection };
    const address = addressOf(delivery, material);
    if (address === undefined) return { delivery, objection: 'no_address' };
    const { recipient, place, cancelled } = material;
    const [visit = visitOf(delivery, material), ...visits] = cancelled;
    const notice = this.noticeOf(delivery, { ...material, visit });
    if (notice === undefined) return { delivery, objection: 'nothing_to_tell' };
    const told = { ...delivery, placeRevision: place?.revision ?? delivery.placeRevision };
    return { message: { delivery: told, others: [], notice, address, recipient, visit, visits, place } };
  }

  private noticeOf(
    delivery: ClaimedDelivery,
    { visit, recipient, link, days, wait, cancelled }: Material,
  ): Notice | undefined {
    if (delivery.letter !== null) return erasedNotice(delivery.letter, cancelled);
    if (link !== undefined) {
      const locale = recipient?.preferences.locale ?? 'en';
      return accountNotice(link.purpose, locale, { action: this.urls.account(link) });
    }
    const choice = choiceAbout(delivery.occasion);
    if (recipient === undefined || choice === undefined) return undefined;
    const { userId, preferences } = recipient;
    const unsubscribe = this.urls.unsubscribe(userId, choice);
    if (wait !== undefined) {
      const action = this.urls.waitlistEntry(wait.waitlistEntryId);
      return endedWaitNotice(wait, preferences.locale, { action, unsubscribe });
    }
    const { isFarewell } = delivery;
    const reader = { locale: preferences.locale, timeZone: preferences.timeZone, isFarewell };
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
