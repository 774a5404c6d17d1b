import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { foldedText } from '#libs/common';

const period = 30;
const totp = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: 'Docket', label, secret: Secret.fromBase32(secret), digits: 6, period });

/** 160 random bits, as authenticator apps take them (RFC 4226, 4). */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator app reads from a QR code. */
export const keyUri = (secret: string, username: string): string => totp(secret, username).toString();

/**
 * The time step that a code belongs to (RFC 6238), one before and one after the present allowed for clocks that differ.
 *
 * @param now milliseconds since 1970 UTC
 * @returns undefined when it belongs to none of them
 */
export function stepOf(secret: string, code: string, now: number): number | undefined {
  const generator = totp(secret);
  const delta = generator.validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? undefined : generator.counter({ timestamp: now }) + delta;
}

/** Letters and digits that are not taken for one another (Crockford). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 50 random bits, in a form that can be written on paper. */
export function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(10), (byte) => alphabet[byte % 32]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** A code of an app as it was shown, however it was typed: `287 082`, or in Arabic digits. */
export const asTimeCode = (typed: string): string => foldedText(typed).replace(/[\s.-]/g, '');

/** A recovery code as it was made, however it was typed and read: the letters that it has not are digits. */
export const asRecoveryCode = (typed: string): string =>
  foldedText(typed)
    .replace(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replace(/[il]/g, '1');
