import { hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENV, type Env } from '#libs/config';

/** What a key is for. What was made with the key of one purpose is worth nothing for another. */
export type Purpose =
  | 'access token'
  | 'refresh token'
  | 'mail link'
  | 'second factor'
  | 'recovery code'
  | 'unsubscribe link'
  | 'known device'
  | 'client in the security log'
  | 'address in a message budget';

export interface Key {
  /** Names the key without giving it away */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The first makes what is new; all of them recognise what was made. */
export type KeyRing = readonly [Key, ...Key[]];

const derive = (secret: string, info: string, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `docket ${info}`, length));

/** Every key of the accounts, derived from JWT_SECRET and its former values (HKDF, RFC 5869). */
@Injectable()
export class Keys {
  private readonly rings = new Map<Purpose, KeyRing>();

  constructor(@Inject(ENV) private readonly env: Pick<Env, 'JWT_SECRET' | 'JWT_PREVIOUS_SECRETS'>) {}

  for(purpose: Purpose): KeyRing {
    const known = this.rings.get(purpose);
    if (known !== undefined) return known;
    const keyOf = (secret: string): Key => ({
      id: derive(secret, `id of ${purpose}`, 6).toString('base64url'),
      bytes: derive(secret, purpose, 32),
    });
    const ring: KeyRing = [keyOf(this.env.JWT_SECRET), ...this.env.JWT_PREVIOUS_SECRETS.map(keyOf)];
    this.rings.set(purpose, ring);
    return ring;
  }
}
