import { createSecretKey, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ENV, type Env } from '#libs/config';
import { Keys } from './keys.service.js';

/** Both ends of a token must agree on these (RFC 7519, RFC 8725). `at+jwt` tells it from any other JWT (RFC 9068). */
export const tokenRules = {
  algorithm: 'HS256',
  type: 'at+jwt',
  issuer: 'docket',
  audience: 'docket-api',
} as const;

/** What an access token says: who, in which session. The role is looked up, so that a change bites at once. */
export interface AccessClaims {
  /** The user's id, in decimal */
  readonly sub: string;
  /** The session's id */
  readonly sid: string;
}

@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: Keys,
    @Inject(ENV) private readonly env: Pick<Env, 'ACCESS_TOKEN_MINUTES'>,
  ) {}

  /** @returns the signed token and its lifetime in seconds */
  async sign(userId: number, sessionId: string): Promise<{ token: string; expiresIn: number }> {
    const [{ id, bytes }] = this.keys.for('access token');
    const expiresIn = this.env.ACCESS_TOKEN_MINUTES * 60;
    const { algorithm, type, issuer, audience } = tokenRules;
    const token = await this.jwt.signAsync(
      { sid: sessionId },
      {
        secret: bytes,
        algorithm,
        issuer,
        audience,
        subject: String(userId),
        expiresIn,
        keyid: id,
        header: { alg: algorithm, typ: type },
      },
    );
    return { token, expiresIn };
  }

  /**
   * The key that a token has to be signed with. Nothing else in its header has a say: a key or an address that a token
   * brings along (`jwk`, `jku`, `x5u`) is never looked at (RFC 8725, 3.10).
   *
   * @returns undefined when it is not an access token, or of a key that is no longer known
   */
  keyFor(token: string): KeyObject | undefined {
    const header = headerOf(token);
    // What a token declares to be critical must be understood (RFC 7515, 4.1.11), and nothing is.
    if (header.typ !== tokenRules.type || header.crit !== undefined) return undefined;
    const key = this.keys.for('access token').find(({ id }) => id === header.kid);
    return key === undefined ? undefined : createSecretKey(key.bytes);
  }
}

function headerOf(token: string): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    return typeof header === 'object' && header !== null ? { ...header } : {};
  } catch {
    return {};
  }
}
