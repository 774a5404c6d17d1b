import { minute } from '#libs/common';
import { type Channel, Occasion, type Recipient, wants } from '#libs/notifications';
import { type ChangedPlace } from '../facts/place.js';
import { addresseesOf } from '../facts/recipients.js';
import { type Visit } from '../facts/visit.js';
import { common } from './plan.js';
import { audible, later, mayReach, type PlannedDelivery } from './planned-delivery.js';

/** After its last change a place may be put right for this long before it is told. */
const settledAfter = 5 * minute;

interface Wish {
  readonly visit: Visit;
  /** Where the visit stood when it changed */
  readonly place: ChangedPlace;
  /** By the id of their account */
  readonly people: ReadonlyMap<number, Recipient>;
  /** Those that this installation can send over */
  readonly channels: readonly Channel[];
  readonly now: Date;
}

/**
 * When it is told: once the place is settled and the recipient may be rung, unless the visit begins before that. The same
 * moment for all visits there, so that a recipient has one message about them.
 */
function dueAt({ visit, place, now }: Wish, channel: Channel, recipient: Recipient): Date {
  const settled = later(place.changedAt, settledAfter);
  if (settled <= now || settled >= visit.startsAt) return now;
  const quiet = audible(settled, channel, recipient, visit.timeZone, visit.startsAt);
  return quiet < settled ? settled : quiet;
}

/**
 * The messages to the patient's side that a place of theirs has changed. What they say, and whether there still is
 * anything to say, is known when they are sent; so they stay whatever becomes of the visit until then.
 */
export function planPlace(wish: Wish): PlannedDelivery[] {
  const { visit, place, people, channels } = wish;
  const { locationId, revision } = place;
  return addresseesOf(visit, Occasion.location_changed).flatMap(({ userId }) => {
    const recipient = people.get(userId);
    if (recipient === undefined || recipient.isDisabled) return [];
    return channels
      .filter((channel) => mayReach(recipient, channel))
      .filter((channel) => wants(recipient.preferences, channel, Occasion.location_changed))
      .map((channel): PlannedDelivery => ({
        ...common(visit, userId, channel),
        key: `${visit.appointmentId}:${userId}:${channel}:location_changed:${locationId}v${revision}`,
        occasion: Occasion.location_changed,
        state: 'planned',
        reason: null,
        locationId,
        placeRevision: revision,
        version: null,
        status: null,
        startsAt: null,
        offsetMinutes: null,
        dueAt: dueAt(wish, channel, recipient),
        expiresAt: visit.startsAt,
      }));
  });
}
