import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type InternalService } from '#libs/config';

/** Names of the headers of a request; see docs/asyncapi.yaml. */
export const headerNames = {
  service: 'docket-service',
  expiresAt: 'docket-expires-at',
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

/** What a service signs: who asks, until when, and the whole of what it asks, so that none can be exchanged. */
export const signedBytes = (service: string, expiresAt: number, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${service}\n${expiresAt}\n`), content]);

/** Whether `signature` (base64url) is the service's own under this request. */
export const isSigned = (
  service: KnownService,
  expiresAt: number,
  content: Buffer,
  signature: string,
): boolean =>
  verify(
    null,
    signedBytes(service.name, expiresAt, content),
    service.key,
    Buffer.from(signature, 'base64url'),
  );
