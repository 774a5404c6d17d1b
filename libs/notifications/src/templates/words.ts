import { type Locale, type Occasion } from '../preferences/choices.js';
import { arabic } from './words.ar.js';
import { german } from './words.de.js';
import { english } from './words.en.js';

export type VisitOccasion = Exclude<Occasion, 'digest' | 'waitlist_ended' | 'erased' | AccountOccasion>;
export type AccountOccasion =
  | 'email_verification'
  | 'password_reset'
  | 'invitation'
  | 'claim'
  | 'guardianship'
  | 'email_change'
  | 'email_change_notice'
  | 'email_undo'
  | 'factor_removed'
  | 'email_known';

/**
 * What an occasion is called: a visit that the doctor has yet to accept is requested, not booked; one that the doctor did
 * not accept in time is unanswered, not merely cancelled; and one that is the reader's business no more has left.
 */
export type VisitKind = VisitOccasion | 'requested' | 'unanswered' | 'left';

interface Told {
  readonly title: string;
  /** One sentence above the facts */
  readonly lead: string;
}

interface Link extends Told {
  readonly action: string;
  readonly note: string;
}

/** Every word that a message can have, in one language. */
export interface Words {
  readonly direction: 'ltr' | 'rtl';
  /** For `Intl` */
  readonly format: string;
  readonly visit: Readonly<Record<VisitKind, Readonly<Record<'patient' | 'doctor', Told>>>>;
  readonly toBeConfirmed: Readonly<Record<'patient' | 'doctor', string>>;
  /** What a short message about a moved visit begins with */
  readonly itIsNow: string;
  /** Between the parts of a list */
  readonly comma: string;
  readonly labels: Readonly<
    Record<
      | 'when'
      | 'yourTime'
      | 'clinicTime'
      | 'doctor'
      | 'specialization'
      | 'visit'
      | 'place'
      | 'byVideo'
      | 'heldUntil',
      string
    >
  >;
  readonly open: string;
  /** What becomes of a time that is offered to a patient on the waitlist */
  readonly offer: { readonly note: string; readonly answer: string };
  /** Told to who waited for what cannot be booked any more */
  readonly waitEnded: Told & { readonly action: string };
  readonly account: Readonly<Record<AccountOccasion, Link>>;
  /** Told to a person who was erased, or who had a dependant erased; `cancelled` introduces the visits */
  readonly erased: Readonly<Record<'self' | 'dependant', Told>> &
    Readonly<Record<'cancelled' | 'note', string>>;
  /** What has changed at a place */
  readonly place: Readonly<Record<'name' | 'address' | 'timeZone' | 'none' | 'otherClock', string>> & {
    readonly became: (before: string, now: string) => string;
  };
  /** News that were more than a budget allows, as one message */
  readonly changes: Told;
  /** Several reminders that are sent as one message */
  readonly reminders: Told;
  readonly digest: Told & { readonly visits: (count: number) => string };
  readonly calendarTitle: (doctor: string) => string;
  /** Of a feed */
  readonly calendarName: string;
  readonly calendarReference: (appointmentId: number) => string;
  readonly why: string;
  readonly unsubscribe: string;
  readonly unsubscribePage: Readonly<Record<'ask' | 'action' | 'done', string>>;
}

const all: Readonly<Record<Locale, Words>> = { en: english, de: german, ar: arabic };

export const wordsOf = (locale: Locale): Words => all[locale];
