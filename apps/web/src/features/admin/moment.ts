import { locale } from '../../messages/index.js';

const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** "26 Nov 2026, 18:30", by the clock of the reader's device: logs belong to no clinic. */
export const momentOf = (instant: string): string => format.format(new Date(instant));
