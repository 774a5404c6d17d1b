import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { ENV, type Env } from '#libs/config';
import { isBoundByQuota } from '../policy.js';
import { type Quota } from './quota.sql.js';

type Settings = Pick<
  Env,
  | 'QUOTA_HOLDS'
  | 'QUOTA_BOOKINGS'
  | 'QUOTA_BOOKINGS_PER_DAY'
  | 'QUOTA_UNPROVEN_VISITS'
  | 'QUOTA_WAITLIST'
  | 'SMTP_URL'
>;

/** Keeps one patient from taking all the time that a clinic has. */
@Injectable()
export class QuotasService {
  private readonly quota: Quota;

  constructor(@Inject(ENV) env: Settings) {
    // A link by mail is the only proof that there is.
    const isProvable = env.SMTP_URL !== undefined;
    this.quota = {
      holds: env.QUOTA_HOLDS,
      bookings: env.QUOTA_BOOKINGS,
      bookingsADay: env.QUOTA_BOOKINGS_PER_DAY,
      unproven: isProvable ? env.QUOTA_UNPROVEN_VISITS : null,
      waitlist: env.QUOTA_WAITLIST,
    };
  }

  /** @returns undefined where no quota binds the actor */
  of(actor: Actor, patientId: number): Quota | undefined {
    return isBoundByQuota(actor, patientId) ? this.quota : undefined;
  }
}
