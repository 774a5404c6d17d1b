import { dictionary } from '@zxcvbn-ts/language-common';
import { type FieldFault } from '#libs/common';

/** Some 49,000 passwords in the order in which they are guessed: the top ten thousand, and more. */
const common = new Set(dictionary['passwords-common'] as readonly string[]);

/** How long a password is to the person who types it; a code unit may be half a character. */
const codePoints = (text: string): number => Array.from(text).length;

/**
 * Says what is wrong with a new password (OWASP ASVS 5.0, 6.2). Which kinds of characters it has does not matter.
 *
 * @param least how many characters it needs
 * @param own what is known about its owner: username and e-mail address
 * @returns the fault as {@link fieldError} takes it; undefined for a password without fault
 */
export function passwordFault(
  password: string,
  least: number,
  own: readonly string[],
): FieldFault | undefined {
  const folded = password.normalize('NFKC').toLowerCase();
  if (codePoints(password) < least) return ['password.too_short', { min: least }];
  if (common.has(folded)) return ['password.too_common'];
  if (own.some((name) => name.toLowerCase() === folded)) return ['password.own_name'];
  return undefined;
}
