import { generateKeyPairSync, sign } from 'node:crypto';
import { type HeadersOf } from './internal-service.js';

/** The key pair of an internal service. */
export interface ServiceKey {
  /** As INTERNAL_SERVICES has it */
  readonly publicKey: string;
  /** PKCS #8 DER in base64url, as the example reads it */
  readonly privateKey: string;
  /** Signs as `name`, for an answer within `milliseconds`. */
  signer(name: string, milliseconds?: number, more?: Readonly<Record<string, unknown>>): HeadersOf;
}

export function aServiceKey(): ServiceKey {
  const pair = generateKeyPairSync('ed25519');
  return {
    publicKey: pair.publicKey.export({ format: 'jwk' }).x ?? '',
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    signer:
      (name, milliseconds = 10_000, more = {}) =>
      (content) => {
        const expiresAt = Date.now() + milliseconds;
        const signed = Buffer.concat([Buffer.from(`${name}\n${expiresAt}\n`), content]);
        return {
          'docket-service': name,
          'docket-expires-at': expiresAt,
          'docket-signature': sign(null, signed, pair.privateKey).toString('base64url'),
          ...more,
        };
      },
  };
}
