import { Temporal } from 'temporal-polyfill';
import { type AppError } from '#libs/common';
import { type Interval, overlaps } from '../availability/index.js';
import { type PlannedMove } from '../booking/index.js';
import { type Appointment } from '../record/index.js';

/** A start, and the zone that says what the clock on the wall shows then. */
export interface LocalStart {
  /** Milliseconds since 1970 UTC */
  readonly at: number;
  /** IANA */
  readonly timeZone: string;
}

/** What the move of one visit means for those that follow it. */
export interface Shift {
  readonly days: number;
  /** The new time on the clock; undefined when each visit keeps its own */
  readonly time: Temporal.PlainTime | undefined;
}

const local = ({ at, timeZone }: LocalStart): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

/** How a visit is moved: by so many local days, and to another time on the clock if it is another. */
export function shiftBetween(from: LocalStart, to: LocalStart): Shift {
  const [was, is] = [local(from), local(to)];
  const { days } = was.toPlainDate().until(is.toPlainDate(), { largestUnit: 'days' });
  const time = is.toPlainTime();
  return { days, time: time.equals(was.toPlainTime()) ? undefined : time };
}

/**
 * Where a visit that follows goes. Times that the zone skips move forward, and those that it repeats mean the earlier
 * one, as when a series is booked.
 *
 * @param timeZone of the place that it goes to
 * @returns milliseconds since 1970 UTC
 */
export function shifted(start: LocalStart, { days, time }: Shift, timeZone: string): number {
  if (days === 0 && time === undefined && timeZone === start.timeZone) return start.at;
  const was = local(start);
  const plainTime = time ?? was.toPlainTime();
  return was.toPlainDate().add({ days }).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

/** One visit in a plan: what the move makes of it, or why it cannot be moved there. */
export type FollowingMove = {
  readonly appointment: Appointment;
  /** The new start, in milliseconds since 1970 UTC */
  readonly at: number;
  /** With whom it is then */
  readonly doctorId: number;
} & (
  | { readonly planned: PlannedMove; readonly conflict: null }
  | { readonly planned: null; readonly conflict: AppError }
);

/** The place in time that a visit takes. */
export interface Place {
  readonly doctorId: number;
  readonly visit: Interval;
  /** The visit with its buffers */
  readonly busy: Interval;
}

/**
 * What stands against a place in a plan of visits of one patient, beside the doctors' other bookings.
 *
 * @param elsewhere when the patient has other visits
 * @param others the places of the other visits in the plan
 */
export function collisionOf(
  place: Place,
  elsewhere: readonly Interval[],
  others: readonly Place[],
): 'patient_busy' | 'taken' | undefined {
  const meets = (other: Interval): boolean => overlaps(other, place.visit);
  if (elsewhere.some(meets) || others.some(({ visit }) => meets(visit))) return 'patient_busy';
  const isTaken = others.some(
    (other) => other.doctorId === place.doctorId && overlaps(other.busy, place.busy),
  );
  return isTaken ? 'taken' : undefined;
}
