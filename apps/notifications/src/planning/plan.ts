import { hour, minute } from '#libs/common';
import { type AppointmentStatus } from '#libs/database';
import { Channel, Occasion, type Recipient, wants } from '#libs/notifications';
import { type Addressee, addresseesOf, occasionFor } from '../facts/recipients.js';
import { type Farewell, type Happening, type Visit } from '../facts/visit.js';
import { announcedFor, audible, later, mayReach, type PlannedDelivery } from './planned-delivery.js';

interface Wish {
  readonly visit: Visit;
  /** What just happened; none when only what is to come is planned anew */
  readonly happening?: Happening;
  /** Accounts that visits have left, among them perhaps this one */
  readonly farewells?: readonly Farewell[];
  /** By the id of their account */
  readonly people: ReadonlyMap<number, Recipient>;
  /** Those that this installation can send over */
  readonly channels: readonly Channel[];
  readonly now: Date;
  /** How long before its start a request without an answer is brought to mind */
  readonly answerMinutes: number;
}

const announcedAtLeast = 5 * minute;
const longestGrace = hour;

const active: readonly AppointmentStatus[] = ['pending', 'confirmed'];

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/** How long after its time a reminder is still worth sending. Later than that it is skipped, so that none come in a bunch. */
export const graceOf = (offsetMinutes: number): number =>
  Math.min(longestGrace, Math.max(2 * minute, (offsetMinutes * minute) / 4));

export const common = ({ appointmentId }: Visit, userId: number, channel: Channel) => ({
  channel,
  userId,
  appointmentId,
  linkId: null,
  day: null,
});

/** How long a recipient still wants to know: of a visit, until it begins, and of an offer, while it stands. */
function usefulFor(occasion: Occasion, { startsAt, heldUntil }: Visit, now: Date): number {
  if (occasion === Occasion.waitlist_offer) return (heldUntil ?? now).getTime() - now.getTime();
  const left = startsAt.getTime() - now.getTime();
  if (occasion === Occasion.cancelled || left <= 0) return announcedFor;
  return Math.min(announcedFor, Math.max(announcedAtLeast, left));
}

/**
 * When it is told. A recipient who has to answer within minutes is rung out of the quiet hours, unless these end before the
 * offer does; that a visit is cancelled does not wait.
 */
function tellingTime({ visit, now }: Wish, occasion: Occasion, channel: Channel, recipient: Recipient): Date {
  if (occasion === Occasion.cancelled) return now;
  if (occasion !== Occasion.waitlist_offer)
    return audible(now, channel, recipient, visit.timeZone, visit.startsAt);
  return later(
    now,
    Math.max(
      0,
      audible(now, channel, recipient, visit.timeZone, visit.heldUntil ?? now).getTime() - now.getTime(),
    ),
  );
}

/** What tells of the event itself. Mail and phones are told only what still holds; the inbox tells what happened. */
function announcements(
  wish: Wish,
  addressee: Addressee,
  recipient: Recipient,
  channel: Channel,
): PlannedDelivery[] {
  const { visit, happening, now } = wish;
  const occasion = happening && occasionFor(addressee, happening);
  if (happening === undefined || occasion === undefined || !wants(recipient.preferences, channel, occasion))
    return [];
  const { version, status, startsAt } = happening;
  const holds = status === visit.status && startsAt.getTime() === visit.startsAt.getTime();
  const isInbox = channel === Channel.in_app;
  // What became of a visit that is long over is for the record, and not for the phone.
  const isOver = later(startsAt, announcedFor) <= now;
  if (!isInbox && (!holds || isOver)) return [];
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
    const dueAt = audible(
      later(startsAt, -offsetMinutes * minute),
      channel,
      recipient,
      visit.timeZone,
      startsAt,
    );
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

/** What reminds the doctor of a request: some time before it lapses, and not before half of the time to answer is over. */
function reminderToAnswer(wish: Wish, recipient: Recipient, channel: Channel): PlannedDelivery[] {
  const { visit, now, answerMinutes } = wish;
  const { appointmentId, version, status, startsAt, revisedAt } = visit;
  const { preferences, userId } = recipient;
  if (status !== 'pending' || startsAt <= now) return [];
  if (!wants(preferences, channel, Occasion.awaiting_answer)) return [];
  const halfTime = later(revisedAt, (startsAt.getTime() - revisedAt.getTime()) / 2);
  const atLast = later(startsAt, -answerMinutes * minute);
  return [
    {
      ...common(visit, userId, channel),
      key: `${appointmentId}:${userId}:${channel}:awaiting_answer@${startsAt.toISOString()}`,
      occasion: Occasion.awaiting_answer,
      state: 'planned',
      reason: null,
      version,
      status,
      startsAt,
      offsetMinutes: null,
      dueAt: audible(atLast > halfTime ? atLast : halfTime, channel, recipient, visit.timeZone, startsAt),
      expiresAt: startsAt,
    },
  ];
}

/** What tells accounts that the visit has left, unless it has come back to them. It does not wait: others may count on it. */
function goodbyes({ visit, farewells = [], people, channels, now }: Wish): PlannedDelivery[] {
  const stillTold = new Set(addresseesOf(visit).map(({ userId }) => userId));
  return farewells.flatMap(({ appointmentId, userId, version, startsAt, isForInbox }) => {
    const recipient = people.get(userId);
    if (appointmentId !== visit.appointmentId || stillTold.has(userId)) return [];
    if (recipient === undefined || recipient.isDisabled) return [];
    return channels
      .filter((channel) => mayReach(recipient, channel) && (isForInbox || channel !== Channel.in_app))
      .filter((channel) => wants(recipient.preferences, channel, Occasion.cancelled))
      .map((channel): PlannedDelivery => ({
        ...common(visit, userId, channel),
        key: `${appointmentId}:${userId}:${channel}:farewell:v${version}`,
        occasion: Occasion.cancelled,
        isFarewell: true,
        state: channel === Channel.in_app ? 'sent' : 'planned',
        reason: null,
        version,
        status: 'cancelled',
        startsAt,
        offsetMinutes: null,
        dueAt: now,
        expiresAt: later(now, announcedFor),
      }));
  });
}

/**
 * Every message that there should be about a visit, from what is true now. What was planned before and is not among
 * them is not to be sent.
 */
export function plan(wish: Wish): PlannedDelivery[] {
  const told = addresseesOf(wish.visit, wish.happening?.occasion).flatMap((addressee) => {
    const recipient = wish.people.get(addressee.userId);
    if (recipient === undefined || recipient.isDisabled) return [];
    return wish.channels
      .filter((channel) => mayReach(recipient, channel))
      .flatMap((channel) => [
        ...announcements(wish, addressee, recipient, channel),
        ...reminders(wish, recipient, channel),
        ...(addressee.audience === 'doctor' ? reminderToAnswer(wish, recipient, channel) : []),
      ]);
  });
  return [...told, ...goodbyes(wish)];
}
