import { foldedName, foldedSpellings } from './folded-text.js';

/** How many letters a word of this length may have wrong: short ones would become others. */
const errorsIn = (length: number): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many letters are wrong, missing, too many or swapped with the next one (the optimal string alignment distance).
 *
 * @param most more are not counted to the end
 */
function errorsBetween(one: string, other: string, most: number): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let last = right.map((_, index) => index + 1);
  for (const [i, letter] of left.entries()) {
    const row: number[] = [];
    for (const [j, its] of right.entries()) {
      const above = last[j] ?? 0;
      const beside = row[j - 1] ?? i + 1;
      const corner = j === 0 ? i : (last[j - 1] ?? 0);
      const isSwap = i > 0 && j > 0 && letter === right[j - 1] && left[i - 1] === its;
      const swapped = isSwap ? (j === 1 ? i - 1 : (before[j - 2] ?? 0)) + 1 : Infinity;
      row.push(Math.min(above + 1, beside + 1, corner + (letter === its ? 0 : 1), swapped));
    }
    [before, last] = [last, row];
  }
  return last.at(-1) ?? left.length;
}

/** An initial stands for each word that begins with it. */
const isInitialOf = (one: string, word: string): boolean =>
  Array.from(one).length === 1 && word.startsWith(one);

function areSimilar(one: string, other: string): boolean {
  if (one === other || isInitialOf(one, other) || isInitialOf(other, one)) return true;
  const most = errorsIn(Math.max(one.length, other.length));
  return most > 0 && errorsBetween(one, other, most) <= most;
}

/** Whether each word has one of the others to itself that is similar; the same word comes first. */
function haveAll(words: readonly string[], others: readonly string[]): boolean {
  const left = [...others];
  return [...words]
    .sort((one, other) => Number(left.includes(other)) - Number(left.includes(one)))
    .every((word) => {
      const same = left.indexOf(word);
      const place = same === -1 ? left.findIndex((other) => areSimilar(word, other)) : same;
      if (place !== -1) left.splice(place, 1);
      return place !== -1;
    });
}

const fit = (one: string, other: string): boolean => {
  if (one.replaceAll(' ', '') === other.replaceAll(' ', '')) return true;
  const [fewer = [], more = []] = [one, other]
    .map((name) => name.split(' '))
    .sort((some, others) => some.length - others.length);
  return haveAll(fewer, more);
};

const spellingsOf = (name: string): readonly string[] =>
  foldedSpellings(name)
    .map(foldedName)
    .filter((spelling) => spelling !== '');

/**
 * Whether two names may be one that was written twice: their words in any order, with `ue` for `ü`, without accents, with
 * a second name or without, with initials, and with a typing error in a word of four letters, two in one of eight.
 */
export function areSimilarNames(one: string, other: string): boolean {
  const others = spellingsOf(other);
  return spellingsOf(one).some((spelling) => others.some((its) => fit(spelling, its)));
}
