import { foldedText, parsePhone, writtenDates } from '#libs/common';
import { wordsOf } from '#libs/database';

/** One way to read what is looked for. A patient is found who fits any reading, and all of it. */
export interface Reading {
  /** Parts of the name, the username and the e-mail address */
  readonly words: readonly string[];
  /** Digits of the telephone number, with the country code or without: any of these */
  readonly digits?: readonly string[];
  /** Any of these, as `YYYY-MM-DD` */
  readonly birthDates?: readonly string[];
}

/** How the one who looks writes dates and telephone numbers. */
export interface Reader {
  /** BCP 47 */
  readonly locale?: string | undefined;
  /** ISO 3166-1 alpha-2 */
  readonly country?: string | undefined;
}

/** Fewer digits would be part of nearly every number. */
const fewestDigits = 3;

const isNumber = (part: string): boolean => /^[\d()+/.-]+$/.test(foldedText(part));

/** Numbers are kept with the country code, and so without the zeros that are dialled in place of it. */
function digitsOf(number: string, country: string | undefined): readonly string[] {
  const digits = foldedText(number).replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < fewestDigits) return [];
  const whole = parsePhone(number, country)?.slice(1);
  return whole === undefined || whole.includes(digits) ? [digits] : [digits, whole];
}

/** What is looked for, read as a name and, as far as it can be, as a date of birth or a telephone number beside a name. */
export function readingsOf(q: string, { locale, country }: Reader = {}): readonly Reading[] {
  const parts = q.trim().split(/[\s,;]+/);
  const apart = (isOne: (part: string) => boolean): [taken: string[], words: readonly string[]] => [
    parts.filter(isOne),
    wordsOf(parts.filter((part) => !isOne(part)).join(' ')),
  ];
  const spaced = writtenDates(q, locale);
  const [dates, besideDates] = apart((part) => writtenDates(part, locale).length > 0);
  const [numbers, besideNumbers] = apart(isNumber);
  const digits = digitsOf(numbers.join(' '), country);
  return [
    { words: wordsOf(q) },
    ...(digits.length > 0 ? [{ words: besideNumbers, digits }] : []),
    ...(spaced.length > 0 ? [{ words: [], birthDates: spaced }] : []),
    ...(spaced.length === 0 && dates.length === 1
      ? [{ words: besideDates, birthDates: writtenDates(dates[0] ?? '', locale) }]
      : []),
  ];
}
