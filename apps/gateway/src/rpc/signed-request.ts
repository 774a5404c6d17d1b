import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type InternalService } from '#libs/config';

/** Names of the headers of a request; see docs/asyncapi.yaml. */
export const headerNames = {
  service: 'docket-service',
  expiresAt: 'docket-expires-at',
  nonce: 'docket-nonce',
  signature: 'docket-signature',
} as const;

/** A known service with its key ready for use. */
export interface KnownService extends InternalService {
  readonly key: KeyObject;
}

/** @throws Error for what is no Ed25519 key */
export const withKey = (service: InternalService): KnownService => ({
  ...service,
  key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: service.publicKey }, format: 'jwk' }),
});

/** A request as it came from the broker. */
export interface Request {
  /** The name of the service */
  readonly service: string;
  /** Milliseconds since 1970 UTC */
  readonly expiresAt: number;
  /** The queue that the answer goes to, as the broker names it */
  readonly replyTo: string;
  /** None of a request whose signature does not cover where the answer goes */
  readonly nonce: string | undefined;
  readonly content: Buffer;
}

/** What no one can guess, and what stands on one line. */
export const isNonce = (nonce: string): boolean => /^[\w-]{16,64}$/.test(nonce);

/**
 * What a service signs: who asks, until when, where the answer goes, a number that is used once, and the whole of what it
 * asks, so that none can be exchanged.
 */
export function signedBytes({ service, expiresAt, replyTo, nonce, content }: Request): Buffer {
  const bound = nonce === undefined ? '' : `${replyTo}\n${nonce}\n`;
  const form = nonce === undefined ? '' : 'docket-rpc-2\n';
  return Buffer.concat([Buffer.from(`${form}${service}\n${expiresAt}\n${bound}`), content]);
}

/** What a request is known by when it comes again: its nonce, or all that is signed where it has none. */
export const markOf = (request: Request): string =>
  request.nonce ?? createHash('sha256').update(signedBytes(request)).digest('base64url');

/** Whether `signature` (base64url) is the service's own under this request. */
export const isSigned = ({ key }: KnownService, request: Request, signature: string): boolean =>
  verify(null, signedBytes(request), key, Buffer.from(signature, 'base64url'));
