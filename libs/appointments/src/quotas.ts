import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Prisma, raisedState } from '#libs/database';
import { type Actor, isStaff } from './appointment.js';
import { actsFor } from './reach.js';
import { tooManyBookings, tooManyHolds } from './appointments.errors.js';

/** What a patient may have at once, of what is to come. */
export interface Quota {
  readonly holds: number;
  readonly bookings: number;
  /** Entries on the waitlist */
  readonly waitlist: number;
}

/** What a statement adds to what a patient has. */
export interface Growth {
  readonly userId: number;
  readonly holds?: number;
  readonly bookings?: number;
  readonly now: Date;
  /** Undefined where there is no bound */
  readonly quota: Quota | undefined;
}

/**
 * A column that fails the statement when a patient would have more than they may; see the migration. It belongs beside
 * the count of `expired`, which everything that is written waits for.
 */
export const keepToQuota = ({ userId, holds = 0, bookings = 0, now, quota }: Growth): Prisma.Sql =>
  quota === undefined
    ? Prisma.empty
    : Prisma.sql`, keep_to_quota(${userId}::int, ${now}::timestamptz, ${holds}::int, ${quota.holds}::int,
        ${bookings}::int, ${quota.bookings}::int)`;

/** What {@link keepToQuota} failed with, as the patient is told; undefined for anything else. */
export function quotaError(error: unknown, quota: Quota | undefined): AppError | undefined {
  if (quota === undefined) return undefined;
  const state = raisedState(error);
  if (state === 'DK001') return tooManyHolds(quota.holds);
  return state === 'DK002' ? tooManyBookings(quota.bookings) : undefined;
}

/** Keeps patients from taking all the time there is. Staff know what they do for others. */
@Injectable()
export class Quotas {
  private readonly quota: Quota;

  constructor(@Inject(ENV) env: Pick<Env, 'QUOTA_HOLDS' | 'QUOTA_BOOKINGS' | 'QUOTA_WAITLIST'>) {
    this.quota = {
      holds: env.QUOTA_HOLDS,
      bookings: env.QUOTA_BOOKINGS,
      waitlist: env.QUOTA_WAITLIST,
    };
  }

  /** @returns undefined for whoever has none */
  of(actor: Actor, userId: number): Quota | undefined {
    return isStaff(actor) && !actsFor(actor, userId) ? undefined : this.quota;
  }
}
