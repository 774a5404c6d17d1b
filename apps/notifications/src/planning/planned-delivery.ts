import { hour } from '#libs/common';
import { type AppointmentStatus } from '#libs/database';
import { Channel, type Occasion, type Recipient } from '#libs/notifications';
import { outsideQuietHours } from './quiet-hours.js';

/** A row of the ledger as it is wanted. */
export interface PlannedDelivery {
  /** The same for what is the same message, however often it is planned */
  readonly key: string;
  readonly occasion: Occasion;
  /** Told to an account that the visit has left */
  readonly isFarewell?: boolean;
  readonly channel: Channel;
  readonly state: 'planned' | 'sent' | 'skipped';
  readonly reason: string | null;
  readonly userId: number | null;
  readonly appointmentId: number | null;
  readonly linkId: string | null;
  /** The place that has changed, and up to which change it is told */
  readonly locationId?: number;
  readonly placeRevision?: number;
  /** The entry of the waitlist that has ended */
  readonly waitlistEntryId?: number;
  readonly version: number | null;
  readonly status: AppointmentStatus | null;
  readonly startsAt: Date | null;
  readonly offsetMinutes: number | null;
  readonly day: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

/** How long what has happened is news, in milliseconds. */
export const announcedFor = 24 * hour;

/** These ring or buzz; mail and the inbox wait until the recipient looks. */
const isLoud = (channel: Channel): boolean => channel === Channel.sms || channel === Channel.push;

export const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);

/** Whether there is any way to reach a recipient; a number that is missing is shown in the ledger, a browser is not. */
export const mayReach = ({ hasPush }: Recipient, channel: Channel): boolean =>
  channel !== Channel.push || hasPush;

/** Moves a message out of the quiet hours of its recipient, unless it would be of no use by then. */
export function audible(
  at: Date,
  channel: Channel,
  { preferences }: Recipient,
  timeZone: string,
  latest: Date,
): Date {
  if (!isLoud(channel)) return at;
  return outsideQuietHours(at, preferences.quiet, preferences.timeZone ?? timeZone, latest);
}
