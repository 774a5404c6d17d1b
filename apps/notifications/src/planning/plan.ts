import { type AppointmentStatus } from '#libs/database';
import { Channel, Occasion, type Recipient, wants } from '#libs/notifications';
import { outsideQuietHours } from './quiet-hours.js';
import { addresseesOf } from './recipients.js';
import { type Happening, type Visit } from './visit.js';

/** A row of the ledger as it is wanted. */
export interface PlannedDelivery {
  /** The same for what is the same message, however often it is planned */
  readonly key: string;
  readonly occasion: Occasion;
  readonly channel: Channel;
  readonly state: 'planned' | 'sent' | 'skipped';
  readonly reason: string | null;
  readonly userId: number | null;
  readonly appointmentId: number | null;
  readonly linkId: string | null;
  readonly version: number | null;
  readonly status: AppointmentStatus | null;
  readonly startsAt: Date | null;
  readonly offsetMinutes: number | null;
  readonly day: string | null;
  readonly dueAt: Date;
  readonly expiresAt: Date;
}

interface Wish {
  readonly visit: Visit;
  /** What just happened; none when only what is to come is planned anew */
  readonly happening?: Happening;
  /** By the id of their account */
  readonly people: ReadonlyMap<number, Recipient>;
  /** Those that this installation can send over */
  readonly channels: readonly Channel[];
  readonly now: Date;
}

const minute = 60_000;
const hour = 60 * minute;
const announcedFor = 24 * hour;
const announcedAtLeast = 5 * minute;
const longestGrace = hour;

const active: readonly AppointmentStatus[] = ['pending', 'confirmed'];

/** These ring or buzz; mail and the inbox wait until somebody looks. */
const isLoud = (channel: Channel): boolean => channel === Channel.sms || channel === Channel.push;

const later = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds);
const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/** Whether there is any way to reach somebody; a number that is missing is shown in the ledger, a browser is not. */
const mayReach = ({ hasPush }: Recipient, channel: Channel): boolean => channel !== Channel.push || hasPush;

/** Moves a message out of the quiet hours of whoever gets it, unless it would be of no use by then. */
function audible(
  at: Date,
  channel: Channel,
  { preferences }: Recipient,
  { timeZone, startsAt }: Visit,
  latest = startsAt,
): Date {
  if (!isLoud(channel)) return at;
  return outsideQuietHours(at, preferences.quiet, preferences.timeZone ?? timeZone, latest);
}

/** How long after its time a reminder is still worth sending. Later than that it is skipped, so that none come in a bunch. */
export const graceOf = (offsetMinutes: number): number =>
  Math.min(longestGrace, Math.max(2 * minute, (offsetMinutes * minute) / 4));

const common = ({ appointmentId }: Visit, userId: number, channel: Channel) => ({
  channel,
  userId,
  appointmentId,
  linkId: null,
  day: null,
});

/** How long somebody still wants to know: of a visit, until it begins, and of an offer, while it stands. */
function usefulFor(occasion: Occasion, { startsAt, heldUntil }: Visit, now: Date): number {
  if (occasion === Occasion.waitlist_offer) return (heldUntil ?? now).getTime() - now.getTime();
  const left = startsAt.getTime() - now.getTime();
  if (occasion === Occasion.cancelled || left <= 0) return announcedFor;
  return Math.min(announcedFor, Math.max(announcedAtLeast, left));
}

/**
 * When it is told. Whoever has to answer within minutes is rung out of their quiet hours, unless these end before the
 * offer does; that a visit is cancelled does not wait.
 */
function tellingTime({ visit, now }: Wish, occasion: Occasion, channel: Channel, recipient: Recipient): Date {
  if (occasion === Occasion.cancelled) return now;
  if (occasion !== Occasion.waitlist_offer) return audible(now, channel, recipient, visit);
  return later(
    now,
    Math.max(0, audible(now, channel, recipient, visit, visit.heldUntil ?? now).getTime() - now.getTime()),
  );
}

/** What tells of the event itself. Mail and phones are told only what still holds; the inbox tells what happened. */
function announcements(wish: Wish, recipient: Recipient, channel: Channel): PlannedDelivery[] {
  const { visit, happening, now } = wish;
  const occasion = happening?.occasion;
  if (happening === undefined || occasion === undefined || !wants(recipient.preferences, channel, occasion))
    return [];
  const { version, status, startsAt } = happening;
  const holds = status === visit.status && startsAt.getTime() === visit.startsAt.getTime();
  const isInbox = channel === Channel.in_app;
  if (!isInbox && !holds) return [];
  return [
    {
      ...common(visit, recipient.userId, channel),
      key: `${visit.appointmentId}:${recipient.userId}:${channel}:${occasion}:v${version}`,
      occasion,
      state: isInbox ? 'sent' : 'planned',
      reason: null,
      version,
      status,
      startsAt,
      offsetMinutes: null,
      dueAt: tellingTime(wish, occasion, channel, recipient),
      expiresAt: later(now, usefulFor(occasion, visit, now)),
    },
  ];
}

/** What reminds of a visit that is to come; a reminder whose time has passed is kept as skipped, so that it is seen. */
function reminders({ visit, now }: Wish, recipient: Recipient, channel: Channel): PlannedDelivery[] {
  const { preferences, userId } = recipient;
  const { appointmentId, version, status, startsAt } = visit;
  if (!active.includes(status) || startsAt <= now || !wants(preferences, channel, Occasion.reminder))
    return [];
  return [...new Set(preferences.choices[channel].reminderMinutes)].map((offsetMinutes) => {
    const dueAt = audible(later(startsAt, -offsetMinutes * minute), channel, recipient, visit);
    const isLate = dueAt <= now;
    return {
      ...common(visit, userId, channel),
      key: `${appointmentId}:${userId}:${channel}:reminder:${offsetMinutes}@${startsAt.toISOString()}`,
      occasion: Occasion.reminder,
      state: isLate ? 'skipped' : 'planned',
      reason: isLate ? 'late' : null,
      version,
      status,
      startsAt,
      offsetMinutes,
      dueAt,
      expiresAt: earlier(later(dueAt, graceOf(offsetMinutes)), startsAt),
    } as const;
  });
}

/**
 * Every message that there should be about a visit, from what is true now. What was planned before and is not among
 * them is not to be sent.
 */
export function plan(wish: Wish): PlannedDelivery[] {
  return addresseesOf(wish.visit, wish.happening?.occasion).flatMap(({ userId }) => {
    const recipient = wish.people.get(userId);
    if (recipient === undefined || recipient.isDisabled) return [];
    return wish.channels
      .filter((channel) => mayReach(recipient, channel))
      .flatMap((channel) => [
        ...announcements(wish, recipient, channel),
        ...reminders(wish, recipient, channel),
      ]);
  });
}
