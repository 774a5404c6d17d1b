import { type Temporal } from 'temporal-polyfill';
import { type Interval } from './availability.js';
import { freeStartsOf, placesAt, type Start } from './places.js';
import { type OfferedVisit } from './slots.js';
import { type WaitlistWish } from './waitlist-entry.js';
import { calendarOf } from './zone-calendar.js';

const minute = 60_000;

/** What decides whether a start is what somebody waits for. */
type Wanted = Pick<WaitlistWish, 'locationId' | 'from' | 'to'>;

/**
 * The first bookable start that needs some of the time that has become free and is what somebody waits for.
 *
 * @param earliest milliseconds since 1970 UTC; nothing before is of use
 */
export function firstFitting(
  doctor: OfferedVisit,
  opening: Interval,
  { locationId, from, to }: Wanted,
  earliest: number,
  now: Temporal.Instant,
): Start | undefined {
  const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = doctor.visit;
  // Half-open at both ends: a visit that merely touches the time could have been booked all along.
  const range = {
    start: Math.max(opening.start - (durationMinutes + bufferAfterMinutes) * minute + 1, earliest),
    end: opening.end + bufferBeforeMinutes * minute,
  };
  const places = placesAt(doctor.places, locationId);
  return freeStartsOf({ ...doctor, places }, range, now).find((start) => {
    const place = places.find((each) => each.locationId === start.locationId);
    if (place === undefined) return false;
    const calendar = calendarOf(place.timeZone);
    const { date } = calendar.day(calendar.numberAt(start.at));
    return from <= date && date <= to;
  });
}
