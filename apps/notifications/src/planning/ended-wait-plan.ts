import { Channel, Occasion, type Recipient, wants } from '#libs/notifications';
import { type Wait } from '../facts/waits.repository.js';
import { announcedFor, audible, later, mayReach, type PlannedDelivery } from './planned-delivery.js';

interface Wish {
  readonly wait: Wait;
  /** By the id of their account */
  readonly people: ReadonlyMap<number, Recipient>;
  /** Those that this installation can send over */
  readonly channels: readonly Channel[];
  readonly now: Date;
}

/** What tells that an entry of the waitlist has ended: the patient and the guardians, as of a time that is offered. */
export function planOfEndedWait({ wait, people, channels, now }: Wish): PlannedDelivery[] {
  const { waitlistEntryId, timeZone, patientSide } = wait;
  const expiresAt = later(now, announcedFor);
  const readers = patientSide.flatMap((userId) => people.get(userId) ?? []);
  return readers
    .filter(({ isDisabled }) => !isDisabled)
    .flatMap((recipient) =>
      channels
        .filter((channel) => mayReach(recipient, channel))
        .filter((channel) => wants(recipient.preferences, channel, Occasion.waitlist_ended))
        .map((channel): PlannedDelivery => ({
          channel,
          userId: recipient.userId,
          waitlistEntryId,
          key: `waitlist:${waitlistEntryId}:${recipient.userId}:${channel}:ended`,
          occasion: Occasion.waitlist_ended,
          state: channel === Channel.in_app ? 'sent' : 'planned',
          reason: null,
          appointmentId: null,
          linkId: null,
          version: null,
          status: null,
          startsAt: null,
          offsetMinutes: null,
          day: null,
          dueAt: audible(now, channel, recipient, timeZone ?? 'UTC', expiresAt),
          expiresAt,
        })),
    );
}
