import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { type HeadersOf } from './internal-service.js';

/** The key pair of an internal service. */
export interface ServiceKey {
  /** As INTERNAL_SERVICES has it */
  readonly publicKey: string;
  /** PKCS #8 DER in base64url, as the example reads it */
  readonly privateKey: string;
  /** Signs as `name`, for an answer within `milliseconds`. */
  signer(name: string, milliseconds?: number, more?: Readonly<Record<string, unknown>>): HeadersOf;
  /** Signs as it was done before signatures covered where the answer goes. */
  formerSigner(name: string): HeadersOf;
}

export function aServiceKey(): ServiceKey {
  const pair = generateKeyPairSync('ed25519');
  const headers = (name: string, expiresAt: number, signed: string, content: Buffer) => ({
    'docket-service': name,
    'docket-expires-at': expiresAt,
    'docket-signature': sign(null, Buffer.concat([Buffer.from(signed), content]), pair.privateKey).toString(
      'base64url',
    ),
  });
  return {
    publicKey: pair.publicKey.export({ format: 'jwk' }).x ?? '',
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    signer:
      (name, milliseconds = 10_000, more = {}) =>
      (content, replyTo) => {
        const expiresAt = Date.now() + milliseconds;
        const nonce = randomUUID();
        const signed = `docket-rpc-2\n${name}\n${expiresAt}\n${replyTo}\n${nonce}\n`;
        return { ...headers(name, expiresAt, signed, content), 'docket-nonce': nonce, ...more };
      },
    formerSigner: (name) => (content) => {
      const expiresAt = Date.now() + 10_000;
      return headers(name, expiresAt, `${name}\n${expiresAt}\n`, content);
    },
  };
}
