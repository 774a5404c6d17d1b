import { type FieldFault } from '#libs/common';
import { guessesOf, isCommon, longestEstimated } from './password-guesses.js';

/**
 * A guesser at the sign-in is stopped long before so many guesses, and one at the stolen hashes pays some hours of a core
 * for them. Random passwords of eight characters need a hundred times as many.
 */
const leastGuesses = 1e6;

/** How long a password is to the person who types it; a code unit may be half a character. */
const codePoints = (text: string): number => Array.from(text).length;

/** What is tried first against everybody here. */
const product = 'docket';

/** Names as a whole, and the words in them: of `ada@clinic.example` also `ada` and `clinic`. */
const guessedFirst = (names: readonly string[]): string[] => [
  product,
  ...names,
  ...names.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)).filter((word) => codePoints(word) > 2),
];

/** Spaces, and characters that show nothing. */
const isBlank = (text: string): boolean => /^[\s\p{Cf}]*$/u.test(text);

/** What is known about the owner of a password, and about the clinic. */
export interface KnownWords {
  /** Usernames and addresses: none of them is a password */
  readonly names: readonly string[];
  /** Words with which a guesser begins */
  readonly words?: readonly string[];
}

/**
 * Says what is wrong with a new password (OWASP ASVS 5.0, 6.2). Which kinds of characters it has does not matter.
 *
 * @param least how many characters it needs
 * @returns the fault as {@link fieldError} takes it; undefined for a password without fault
 */
export async function passwordFault(
  password: string,
  least: number,
  { names, words = [] }: KnownWords,
): Promise<FieldFault | undefined> {
  const folded = password.normalize('NFKC').toLowerCase();
  if (codePoints(password) < least) return ['password.too_short', { min: least }];
  if (isBlank(folded)) return ['password.too_guessable'];
  if (names.some((name) => name.toLowerCase() === folded)) return ['password.own_name'];
  if (await isCommon(folded)) return ['password.too_common'];
  if (folded.length > longestEstimated) return undefined;
  const known = guessedFirst([...names, ...words]);
  const guesses = await guessesOf(password.normalize('NFKC'), known);
  return guesses < leastGuesses ? ['password.too_guessable'] : undefined;
}
