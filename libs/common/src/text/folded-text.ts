/**
 * How texts are compared when people look for each other: without regard to case, accents and ways to write a letter.
 * The SQL function `search_text` of the migrations says the same, and an integration test compares the two.
 */

/** Marks that NFKD takes off letters, and vowel points. Marks of other scripts are letters of their own there, and stay. */
const marks =
  /[\u0300-\u036f]|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]|\u0640|[\u064b-\u065f\u0670]/g;

/** Apostrophes, and characters that are not seen: soft hyphens, joiners, marks of direction. */
const unseen = /['\u2019\u02bc`\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Letters that are one to a reader and that NFKD leaves apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
};
const letter = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** What may stand for a letter with dots or a stroke where these cannot be typed. */
const digraphs: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const dotted = /[äöüåø]/g;

const lower = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Arabic digits, of both kinds, as those of everybody else. */
const plainDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));

const plain = (text: string): string =>
  plainDigits(
    text
      .normalize('NFKD')
      .replace(marks, '')
      .replace(unseen, '')
      .replace(letter, (one) => letters[one] ?? one),
  )
    .replace(/\s+/g, ' ')
    .trim();

/**
 * A text as it is compared: `MÜLLER` is `muller`, `Straße` is `strasse`, `ИВАН` is `иван`.
 *
 * @returns lower case, without accents and vowel points, single spaces between words
 */
export const foldedText = (text: string): string => plain(lower(text));

/**
 * The ways in which a text may have been typed, folded: `Müller` is `muller` and `mueller`.
 *
 * @returns one or two texts without repetition
 */
export function foldedSpellings(text: string): readonly string[] {
  const lowered = lower(text);
  const spelled = lowered.replace(dotted, (one) => digraphs[one] ?? one);
  return [...new Set([plain(lowered), plain(spelled)])];
}

/** A name as it is compared: folded, its words in one order, so that the last name may stand first. */
export const foldedName = (name: string): string =>
  foldedText(name)
    .split(/[\s,.-]+/)
    .filter((word) => word !== '')
    .sort()
    .join(' ');
