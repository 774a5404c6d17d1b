import { type AppError } from '#libs/common';
import { Prisma, raisedState } from '#libs/database';
import { tooManyBookings, tooManyHolds } from './record.errors.js';

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
