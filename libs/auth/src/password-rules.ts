import { dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords in the order in which they are guessed: the top ten thousand, and more. */
const common = new Set(dictionary['passwords-common'] as readonly string[]);

/** How long a password is to the person who types it; a code unit may be half a character. */
const codePoints = (text: string): number => Array.from(text).length;

/**
 * Says what is wrong with a new password (OWASP ASVS 5.0, 6.2). What it is composed of is nobody's business.
 *
 * @param least how many characters it needs
 * @param own what everybody knows about its owner: username and e-mail address
 * @returns undefined when it will do
 */
export function passwordComplaint(
  password: string,
  least: number,
  own: readonly string[],
): string | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if (codePoints(password) < least) return `must have at least ${least} characters`;
  if (common.has(folded)) return 'must not be one of the most common passwords';
  if (own.some((name) => name.toLowerCase() === folded)) return 'must not be your username or e-mail address';
  return undefined;
}
