import { type Temporal } from 'temporal-polyfill';
import { type WaitlistEndReason, type WaitlistStatus } from '#libs/database';
import { minute } from '#libs/common';
import {
  type BookableDoctor,
  calendarOf,
  freeStartsOf,
  hoursAt,
  type Interval,
  type Start,
} from '../availability/index.js';

/** A time that is held for a patient until the patient answers. */
export interface WaitlistOffer {
  readonly doctorId: number;
  readonly visitTypeId: number;
  readonly locationId: number;
  /** The location's, in which the visit takes place */
  readonly timeZone: string;
  readonly appointmentDateTime: Date;
  readonly endsAt: Date;
  /** When the offer ends and the time goes to the next patient */
  readonly expiresAt: Date;
}

/** A patient on the waitlist, and what the patient waits for. */
export interface WaitlistEntry {
  readonly id: number;
  /** The patient */
  readonly userId: number;
  /** The patient's name or username; null once the account is erased */
  readonly patientName: string | null;
  /** Null when any doctor of `specialization` will do */
  readonly doctorId: number | null;
  /** Null when only `doctorId` will do */
  readonly specialization: string | null;
  /** Where the visit is to take place; null for anywhere */
  readonly locationId: number | null;
  /** Null for the doctor's default */
  readonly visitTypeId: number | null;
  /** The first date on which the visit may be: `YYYY-MM-DD`, local to the location */
  readonly from: string;
  /** The last date on which the visit may be */
  readonly to: string;
  readonly status: WaitlistStatus;
  readonly createdAt: Date;
  /** When it was booked, expired or left */
  readonly endedAt: Date | null;
  /** Null unless the status is `expired`, and of entries that expired before reasons were kept */
  readonly endReason: WaitlistEndReason | null;
  /** Null unless the status is `offered` */
  readonly offer: WaitlistOffer | null;
  /** The visit that was booked; null unless the status is `booked` */
  readonly appointmentId: number | null;
}

/** Which entries are listed. */
export interface WaitlistFilter {
  readonly status?: WaitlistStatus;
  /** Entries that wait for this doctor */
  readonly doctorId?: number;
  /** The patient */
  readonly userId?: number;
  readonly limit: number;
  readonly cursor?: string;
}

/**
 * The first bookable start that needs some of an opening and that an entry waits for.
 *
 * @param earliest milliseconds since 1970 UTC; earlier starts are left out
 */
export function firstFitting(
  doctor: BookableDoctor,
  opening: Interval,
  { locationId, from, to }: Pick<WaitlistEntry, 'locationId' | 'from' | 'to'>,
  earliest: number,
  now: Temporal.Instant,
): Start | undefined {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = doctor.visit;
  // Half-open at both ends: a visit that merely touches the opening could have been booked before.
  const range = {
    start: Math.max(opening.start - (durationMinutes + bufferAfterMinutes) * minute + 1, earliest),
    end: opening.end + bufferBeforeMinutes * minute,
  };
  const locations = hoursAt(doctor.locations, locationId);
  return freeStartsOf({ ...doctor, locations }, range, now).find((start) => {
    const location = locations.find((each) => each.locationId === start.locationId);
    if (location === undefined) return false;
    const calendar = calendarOf(location.timeZone);
    const { date } = calendar.day(calendar.numberAt(start.at));
    return from <= date && date <= to;
  });
}
