import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type AccessClaims, type ActiveSession, SessionsService } from '#libs/auth';
import { Clock, second } from '#libs/common';

/** A few hundred bytes each */
const mostKept = 10_000;

/** The claims of an access token, and until when it is good, in seconds since 1970 UTC. */
export interface VerifiedClaims extends AccessClaims {
  readonly exp: number;
}

/**
 * Access tokens whose signature was found to be good by this process. A token that comes again until it expires is as good
 * as it was; whether its session still stands is asked every time.
 */
@Injectable()
export class VerifiedTokens {
  private readonly kept = new LRUCache<string, VerifiedClaims>({ max: mostKept });

  constructor(
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  /** @param authorization the header as it came; undefined without one */
  keep(authorization: string | undefined, claims: VerifiedClaims): void {
    if (authorization !== undefined) this.kept.set(authorization, claims);
  }

  /**
   * The session of a token that was verified before.
   *
   * @returns undefined for a header that is to be verified
   * @throws AppError `auth.session_ended`
   */
  resume(authorization: string | undefined): Promise<ActiveSession> | undefined {
    const claims = authorization === undefined ? undefined : this.kept.get(authorization);
    const isGood = claims !== undefined && claims.exp * second > this.clock.milliseconds();
    return isGood ? this.sessions.resume(claims) : undefined;
  }
}
