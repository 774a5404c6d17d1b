import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { type FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import {
  type AccessClaims,
  AccessTokens,
  type ActiveSession,
  notSignedIn,
  SessionsService,
  tokenRules,
} from '#libs/auth';
import { VerifiedTokens } from '../../http/access/verified-tokens.service.js';

/** Checks the bearer token's signature and lifetime, then that its session still stands. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    tokens: AccessTokens,
    private readonly sessions: SessionsService,
    private readonly verified: VerifiedTokens,
  ) {
    super({
      passReqToCallback: true,
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (
        _request: unknown,
        token: string,
        done: (error: Error | null, key?: Buffer) => void,
      ) => {
        const key = tokens.keyFor(token);
        if (key === undefined) done(notSignedIn());
        // Given bytes, jsonwebtoken would first try to read a public key from them, which costs more than all the rest of
        // the check. It takes a key object as it is; only the types of passport-jwt do not say so.
        else done(null, key as unknown as Buffer);
      },
      // Named here, so that a token cannot choose how it is checked (RFC 8725, 3.1).
      algorithms: [tokenRules.algorithm],
      issuer: tokenRules.issuer,
      audience: tokenRules.audience,
    });
  }

  async validate(
    { headers }: Pick<FastifyRequest, 'headers'>,
    { sid, sub, exp }: AccessClaims & { readonly exp?: unknown },
  ): Promise<ActiveSession> {
    // An end in the past is refused by now; one that is missing, no library minds.
    if (typeof exp !== 'number') throw notSignedIn();
    this.verified.keep(headers.authorization, { sid, sub, exp });
    return this.sessions.resume({ sid, sub });
  }
}
