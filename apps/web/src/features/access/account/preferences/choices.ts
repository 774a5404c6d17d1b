import { type ChannelChoice, type Preferences } from '../../../../api/preferences.js';
import { type Role } from '../../../../api/me.js';
import { type PartWords } from '../../../../components/form/meanwhile/changed-meanwhile.js';
import { messages } from '../../../../messages/index.js';
import { listOf } from '../../../../time/format.js';

const texts = messages.account.messages;

export const channels = ['inApp', 'email', 'sms', 'push'] as const;
export type Channel = (typeof channels)[number];
export type Occasion = ChannelChoice['occasions'][number];
export type Choices = Readonly<Record<Channel, ChannelChoice>>;

const ofVisits = ['booked', 'confirmed', 'moved', 'cancelled', 'reminder'] as const;

/** The list of the day is for doctors and staff, and a request waits for its doctor alone. */
export function occasionsFor(role: Role): readonly Occasion[] {
  if (role === 'patient') return [...ofVisits, 'location_changed', 'waitlist_offer'];
  return role === 'doctor' ? [...ofVisits, 'awaiting_answer', 'digest'] : [...ofVisits, 'digest'];
}

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

function choiceInWords({ occasions, reminderMinutes }: ChannelChoice): string {
  if (occasions.length === 0) return messages.form.meanwhile.empty;
  const steps = reminderMinutes.toSorted((one, other) => other - one).map(wordsFor);
  return listOf(
    occasions.map((occasion) => {
      const name = texts.occasions[occasion] ?? occasion;
      return occasion === 'reminder' && steps.length > 0 ? `${name} (${steps.join(', ')})` : name;
    }),
  );
}

const wordsOf = (channel: Channel): PartWords<ChannelChoice> => ({
  label: texts.channels[channel],
  say: choiceInWords,
});

/** How a difference between two choices is said */
export const channelWords = {
  inApp: wordsOf('inApp'),
  email: wordsOf('email'),
  sms: wordsOf('sms'),
  push: wordsOf('push'),
};
