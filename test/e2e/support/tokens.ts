import { createHmac } from 'node:crypto';
import { Keys } from '../../../libs/auth/src/crypto/keys.service.js';
import { jwtSecret } from '../../support/processes.js';

type Json = Readonly<Record<string, unknown>>;

const encoded = (part: Json): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A part of a token: 0 is the header, 1 what it claims. */
export const partOf = (token: string, index: 0 | 1): Json =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString()) as Json;

/** The key that the gateways of the tests sign with, unless another secret is named. */
export const signingKey = (secret = jwtSecret): Buffer =>
  new Keys({ JWT_SECRET: secret, JWT_PREVIOUS_SECRETS: [] }).for('access token')[0].bytes;

/**
 * A token as a forger makes it who has seen `token` and knows `key`.
 *
 * @param hash undefined for one without a signature
 */
export function forged(
  token: string,
  { header = {}, claims = {}, key = signingKey(), hash = 'sha256' as 'sha256' | 'sha512' | undefined },
): string {
  const signed = `${encoded({ ...partOf(token, 0), ...header })}.${encoded({ ...partOf(token, 1), ...claims })}`;
  return `${signed}.${hash === undefined ? '' : createHmac(hash, key).update(signed).digest('base64url')}`;
}
