import { createHmac, timingSafeEqual } from 'node:crypto';
import { type KeyRing } from './keys.service.js';

/** The form in which {@link macOf} writes a code: 32 bytes in base64url. */
export const macForm = '[\\w-]{43}';

const codeOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** Signs a text with the newest key (HMAC-SHA-256, RFC 2104). */
export const macOf = (text: string, [key]: KeyRing): string => codeOf(key.bytes, text);

/**
 * Whether one of the keys has signed the text; the comparison takes as long for a wrong code as for the right one.
 * It compares the characters, because the last one of base64url has spare bits: several codes are the same bytes.
 */
export function isMacOf(text: string, mac: string, ring: KeyRing): boolean {
  const given = Buffer.from(mac);
  return ring.some(({ bytes }) => {
    const expected = Buffer.from(codeOf(bytes, text));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
