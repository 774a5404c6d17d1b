import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { ENV, type Env } from '#libs/config';
import { isBoundByQuota } from '../policy.js';
import { type Quota } from './quota.sql.js';

/** Keeps one patient from taking all the time that a clinic has. */
@Injectable()
export class QuotasService {
  private readonly quota: Quota;

  constructor(@Inject(ENV) env: Pick<Env, 'QUOTA_HOLDS' | 'QUOTA_BOOKINGS' | 'QUOTA_WAITLIST'>) {
    this.quota = {
      holds: env.QUOTA_HOLDS,
      bookings: env.QUOTA_BOOKINGS,
      waitlist: env.QUOTA_WAITLIST,
    };
  }

  /** @returns undefined where no quota binds the actor */
  of(actor: Actor, patientId: number): Quota | undefined {
    return isBoundByQuota(actor, patientId) ? this.quota : undefined;
  }
}
