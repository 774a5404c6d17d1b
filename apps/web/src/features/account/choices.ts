import { type ChannelChoice, type Preferences } from '../../api/account.js';
import { type Role } from '../../api/me.js';
import { messages } from '../../messages/index.js';

const texts = messages.account.messages;

export const channels = ['inApp', 'email', 'sms', 'push'] as const;
export type Channel = (typeof channels)[number];
export type Occasion = ChannelChoice['occasions'][number];
export type Choices = Readonly<Record<Channel, ChannelChoice>>;

const ofVisits = ['booked', 'confirmed', 'moved', 'cancelled', 'reminder'] as const;

/** The list of the day is for those who see patients. */
export const occasionsFor = (role: Role): readonly Occasion[] =>
  role === 'patient' ? [...ofVisits, 'waitlist_offer'] : [...ofVisits, 'digest'];

export const choicesOf = ({ inApp, email, sms, push }: Preferences): Choices => ({ inApp, email, sms, push });

export const toggled = <T>(list: readonly T[], item: T): T[] =>
  list.includes(item) ? list.filter((each) => each !== item) : [...list, item];

const hour = 60;
const day = 24 * hour;
const usual = [7 * day, day, 2 * hour];

/** What can be chosen: the usual times, and those that were chosen elsewhere. */
export const reminderSteps = (chosen: readonly number[]): number[] =>
  [...new Set([...usual, ...chosen])].sort((one, other) => other - one);

export function wordsFor(minutes: number): string {
  if (minutes % day === 0) return texts.days(minutes / day);
  return minutes % hour === 0 ? texts.hours(minutes / hour) : texts.minutes(minutes);
}
