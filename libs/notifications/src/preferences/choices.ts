import { Channel, Occasion, type Role } from '#libs/database';

export { Channel, Occasion };

/** What people choose about: mail about their account always comes. */
export const chosenOccasions = [
  Occasion.booked,
  Occasion.confirmed,
  Occasion.moved,
  Occasion.cancelled,
  Occasion.reminder,
  Occasion.digest,
  Occasion.waitlist_offer,
  Occasion.awaiting_answer,
  Occasion.location_changed,
] as const;
export type ChosenOccasion = (typeof chosenOccasions)[number];

/** What is of no use later and asks its reader to do something, unlike news of what has happened. */
export const prompts = [Occasion.reminder, Occasion.waitlist_offer, Occasion.awaiting_answer] as const;

export const isPrompt = (occasion: Occasion): boolean => prompts.some((prompt) => prompt === occasion);

export const channels = Object.values(Channel);

/** What a user wants to hear over one channel. */
export interface Choice {
  readonly occasions: readonly ChosenOccasion[];
  /** How long before a visit to be reminded of it, in minutes of elapsed time */
  readonly reminderMinutes: readonly number[];
}

/** What one person wants, as it is kept. */
export interface KeptPreferences extends Preferences {
  /** Rises with every change; 0 for a person who never chose */
  readonly version: number;
}

/** What one person wants. */
export interface Preferences {
  readonly locale: Locale;
  /** IANA zone that the person lives in, if they said so */
  readonly timeZone: string | null;
  /** E.164 */
  readonly phone: string | null;
  /** Minutes after local midnight; a night that runs past it ends before it begins */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  readonly choices: Readonly<Record<Channel, Choice>>;
}

export const locales = ['en', 'de', 'ar'] as const;
export type Locale = (typeof locales)[number];

/** Shortest and longest time before a visit that a reminder can be set to. */
export const reminderBounds = { least: 5, most: 30 * 24 * 60, count: 5 } as const;

const minutesAnHour = 60;
const minutesADay = 24 * minutesAnHour;
const changes = [
  Occasion.booked,
  Occasion.confirmed,
  Occasion.moved,
  Occasion.cancelled,
  Occasion.location_changed,
] as const;
/** Who joined a waitlist wants to hear of it, whatever else they do at the clinic. */
const own = [...changes, Occasion.waitlist_offer] as const;
const nothing: Choice = { occasions: [], reminderMinutes: [] };

/** Patients are told of their visits. Those who work at the clinic see theirs in the app, and get a list by mail. */
const forPatients: Preferences['choices'] = {
  in_app: { occasions: own, reminderMinutes: [] },
  email: { occasions: [...own, Occasion.reminder], reminderMinutes: [7 * minutesADay, minutesADay] },
  // A number gets no message before its user asked for it.
  sms: { ...nothing, reminderMinutes: [minutesADay] },
  push: { occasions: [...own, Occasion.reminder], reminderMinutes: [2 * minutesAnHour] },
};

const forClinic: Preferences['choices'] = {
  in_app: { occasions: [...own, Occasion.awaiting_answer], reminderMinutes: [] },
  email: {
    occasions: [Occasion.digest, Occasion.waitlist_offer, Occasion.awaiting_answer],
    reminderMinutes: [],
  },
  sms: nothing,
  push: { occasions: [...own, Occasion.awaiting_answer], reminderMinutes: [] },
};

/** What holds for a user who never chose. */
export const defaultsFor = (role: Role): Preferences => ({
  locale: 'en',
  timeZone: null,
  phone: null,
  quiet: null,
  choices: role === 'patient' ? forPatients : forClinic,
});

/** What decides whether an occasion is told; undefined for what always is. The waitlist is one choice. */
export function choiceAbout(occasion: Occasion): ChosenOccasion | undefined {
  if (occasion === Occasion.waitlist_ended) return Occasion.waitlist_offer;
  return chosenOccasions.find((chosen) => chosen === occasion);
}

/** Whether a user wants to hear of an occasion over a channel; what is about their account is not asked for. */
export const wants = ({ choices }: Preferences, channel: Channel, occasion: Occasion): boolean => {
  const choice = choiceAbout(occasion);
  return choice === undefined || choices[channel].occasions.includes(choice);
};
