import { Inject, Injectable } from '@nestjs/common';
import { Clock, day, hour } from '#libs/common';
import { ENV, type Env } from '#libs/config';

/** The instants by which a session is judged. */
export interface Times {
  readonly now: Date;
  /** A session that was last seen before this has ended */
  readonly idleSince: Date;
}

/** How long a session lasts: in all, and without use (OWASP ASVS 5.0, 7.3). */
@Injectable()
export class SessionLifetimes {
  constructor(
    private readonly clock: Clock,
    @Inject(ENV) private readonly env: Pick<Env, 'SESSION_DAYS' | 'SESSION_IDLE_HOURS'>,
  ) {}

  times(): Times {
    const now = this.clock.milliseconds();
    return { now: new Date(now), idleSince: new Date(now - this.env.SESSION_IDLE_HOURS * hour) };
  }

  /** When a session that opens now ends, however much it is used. */
  expiryOf(now: Date): Date {
    return new Date(now.getTime() + this.env.SESSION_DAYS * day);
  }

  /** When a session ends without further use, in milliseconds since 1970 UTC. */
  endOf(session: { readonly lastSeenAt: Date; readonly expiresAt: Date }): number {
    const idle = session.lastSeenAt.getTime() + this.env.SESSION_IDLE_HOURS * hour;
    return Math.min(idle, session.expiresAt.getTime());
  }
}
