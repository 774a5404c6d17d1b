import { type Locale } from '../preferences/choices.js';

/** The last word to a person who was erased, or who had a dependant erased: there is no account to look anything up in. */
export interface Letter {
  /** The address that the account had */
  readonly email: string;
  readonly locale: Locale;
  readonly timeZone: string | null;
  /** What was erased: the reader's own data, or those of a dependant of the reader */
  readonly about: 'self' | 'dependant';
  /** The visits that were cancelled with it */
  readonly appointmentIds: readonly number[];
}
