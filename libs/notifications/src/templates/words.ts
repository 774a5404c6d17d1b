import { type Locale, type Occasion } from '../choices.js';
import { arabic } from './words.ar.js';
import { german } from './words.de.js';
import { english } from './words.en.js';

export type VisitOccasion = Exclude<Occasion, 'digest' | AccountOccasion>;
export type AccountOccasion =
  'email_verification' | 'password_reset' | 'invitation' | 'claim' | 'guardianship';

/** What an occasion is called: a visit that the doctor has yet to accept is requested, not booked. */
export type VisitKind = VisitOccasion | 'requested';

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
  readonly toBeConfirmed: string;
  /** What a short message about a moved visit begins with */
  readonly itIsNow: string;
  /** Between the parts of a list */
  readonly comma: string;
  readonly labels: Readonly<
    Record<
      'when' | 'yourTime' | 'clinicTime' | 'doctor' | 'visit' | 'place' | 'byVideo' | 'heldUntil',
      string
    >
  >;
  readonly open: string;
  /** What becomes of a time that is offered to somebody on the waitlist */
  readonly offer: { readonly note: string; readonly answer: string };
  readonly account: Readonly<Record<AccountOccasion, Link>>;
  readonly digest: Told & { readonly visits: (count: number) => string };
  readonly calendarTitle: (doctor: string) => string;
  readonly why: string;
  readonly unsubscribe: string;
  readonly unsubscribePage: Readonly<Record<'ask' | 'action' | 'done', string>>;
}

const all: Readonly<Record<Locale, Words>> = { en: english, de: german, ar: arabic };

export const wordsOf = (locale: Locale): Words => all[locale];
