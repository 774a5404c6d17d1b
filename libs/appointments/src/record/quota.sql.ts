import { type AppError } from '#libs/common';
import { Prisma, raisedState } from '#libs/database';
import { proofNeeded, tooManyADay, tooManyBookings, tooManyHolds } from './record.errors.js';

/** What a patient may have at once, of what is to come. */
export interface Quota {
  readonly holds: number;
  readonly bookings: number;
  /** Bookings that are made within a day, whatever becomes of them */
  readonly bookingsADay: number;
  /** Holds and visits of an account, with its dependants, until its e-mail address is proven; null: as any other */
  readonly unproven: number | null;
  /** Entries on the waitlist */
  readonly waitlist: number;
}

/** What a statement adds to what a patient has. */
export interface Growth {
  readonly userId: number;
  /** The account that asks for it; none for what time does */
  readonly actorId: number | null;
  /** Holds have their count in `insertBookings` */
  readonly bookings: number;
  /** The hold that becomes a booking */
  readonly usedId?: number | undefined;
  readonly now: Date;
  /** Undefined where there is no bound */
  readonly quota: Quota | undefined;
}

/**
 * A column that fails the statement when a patient would have more than they may; see the migration. It belongs beside
 * the count of `expired`, which everything that is written waits for.
 */
export const keepToQuota = ({ userId, actorId, bookings, usedId, now, quota }: Growth): Prisma.Sql =>
  quota === undefined
    ? Prisma.empty
    : Prisma.sql`, keep_to_quota(${userId}::int, ${now}::timestamptz, 0, ${quota.holds}::int,
        ${bookings}::int, ${quota.bookings}::int, ${quota.bookingsADay}::int, ${actorId}::int, ${quota.unproven}::int,
        ${usedId ?? null}::int)`;

/** What {@link keepToQuota} failed with, as the patient is told; undefined for anything else. */
export const quotaError = (error: unknown, quota: Quota | undefined): AppError | undefined =>
  quotaRefusal(raisedState(error), quota);

/** A code of `quota_refusal`, as the patient is told; undefined for anything else. */
export function quotaRefusal(code: string | undefined, quota: Quota | undefined): AppError | undefined {
  if (quota === undefined) return undefined;
  const refusals: Readonly<Record<string, () => AppError>> = {
    DK001: () => tooManyHolds(quota.holds),
    DK002: () => tooManyBookings(quota.bookings),
    DK003: () => proofNeeded(quota.unproven ?? 0),
    DK004: () => tooManyADay(quota.bookingsADay),
  };
  return refusals[code ?? '']?.();
}
