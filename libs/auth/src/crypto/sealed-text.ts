import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing } from './keys.service.js';

const algorithm = 'aes-256-gcm';

/**
 * Encrypts what the database keeps but must not know.
 *
 * @param context where it belongs: the result cannot be opened anywhere else
 */
export function seal(text: string, context: string, [key]: KeyRing): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key.bytes, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [key.id, ...[nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

/** @throws Error when its key is no longer known, or it was changed or moved */
export function unseal(sealed: string, context: string, ring: KeyRing): string {
  const [id, ...parts] = sealed.split('.');
  const [nonce, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  const key = ring.find((candidate) => candidate.id === id);
  if (key === undefined || nonce === undefined || text === undefined || tag === undefined)
    throw new Error('There is no key for what was sealed: a former JWT_SECRET is missing.');
  const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength: 16 })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}
