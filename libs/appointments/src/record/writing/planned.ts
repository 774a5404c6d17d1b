import { type AppointmentStatus } from '#libs/database';
import { type Interval } from '../../availability/index.js';
import { type IdempotentRequest } from '../../idempotency/index.js';
import { type Quota } from '../quota.sql.js';

/** Where and when a visit takes place, after every rule passed it; PostgreSQL has the last word on overlaps. */
export interface PlannedVisit {
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  /** The location's, an IANA name */
  readonly timeZone: string;
  readonly visit: Interval;
  /** The visit with its buffers */
  readonly busy: Interval;
  /** The plan saw that the time is taken: it is not even tried to write it */
  readonly isTaken: boolean;
  /** The `schedule_revision` that the rules were kept under; undefined when they were read for this plan */
  readonly revision?: string | undefined;
}

/** A planned visit with its patient, as it is written. */
export interface PlannedBooking extends PlannedVisit {
  /** The patient */
  readonly userId: number;
  readonly status: AppointmentStatus;
  readonly reason: string | null;
  readonly actorId: number;
  readonly now: Date;
  /** For a hold: when it stops blocking */
  readonly holdExpiresAt?: Date;
  /** What the patient may have at once; undefined without a bound */
  readonly quota?: Quota | undefined;
  /** For a visit that is squeezed in: why. It may overlap ordinary bookings, and no other that is squeezed in. */
  readonly overbookReason?: string;
  /** The request that the written appointment answers */
  readonly request?: IdempotentRequest | undefined;
}
