import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Temporal } from 'temporal-polyfill';
import { day, minute } from '#libs/common';
import { type Interval } from './availability.js';
import { type LoadedRules, type OfferedVisitType } from './availability.repository.js';
import { type DoctorRules, freeStartsOf, type Start } from './location-hours.js';
import { calendarOf } from './zone-calendar.js';

export const longestHorizonDays = 731;
export const mostAlternatives = 3;
/** How much is looked through at a time for the next free start: long enough to be few steps, short enough to be quick. */
const stride = 14 * day;

/** A bookable start with the end of the visit; ISO-8601, UTC. */
export interface Slot {
  readonly start: string;
  readonly end: string;
  /** Where the visit takes place */
  readonly locationId: number;
}

/** A free start that is offered in place of a taken one. */
export interface Alternative extends Slot {
  readonly doctorId: number;
}

/** A doctor with everything that decides when a visit of one type can be booked. */
export interface BookableDoctor extends DoctorRules {
  readonly doctorId: number;
  readonly visit: OfferedVisitType;
}

/** A visit type of a doctor. */
export interface DoctorsVisitType {
  readonly doctorId: number;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
}

/** @returns undefined when the visit type is not offered */
export const toBookable = ({ visitType, ...rest }: LoadedRules): BookableDoctor | undefined =>
  visitType === undefined ? undefined : { ...rest, visit: visitType };

const clock = Array.from({ length: day / minute }, (_, index) =>
  new Date(index * minute).toISOString().slice('1970-01-01'.length),
);

/** ISO-8601, UTC. Calendars hold hundreds of these, nearly all of them full minutes: dates and times of day are kept. */
export function toIso(at: number): string {
  const number = Math.floor(at / day);
  const time = clock[(at - number * day) / minute];
  return time === undefined ? new Date(at).toISOString() : calendarOf('UTC').day(number).date + time;
}

export const slotOf = ({ visit }: DoctorRules, { at, locationId }: Start): Slot => ({
  start: toIso(at),
  end: toIso(at + visit.durationMinutes * minute),
  locationId,
});

/**
 * The three free starts of some doctors that lie nearest to `at`, in order of time. A start that several doctors have
 * is given once.
 */
export function nearestOf(
  doctors: readonly BookableDoctor[],
  range: Interval,
  at: number,
  now: Temporal.Instant,
): Alternative[] {
  const distance = (start: Start): number => Math.abs(start.at - at);
  const known = new Set([at]);
  const found: { doctor: BookableDoctor; start: Start }[] = [];
  for (const doctor of doctors) {
    for (const start of freeStartsOf(doctor, range, now)) {
      if (known.has(start.at)) continue;
      known.add(start.at);
      found.push({ doctor, start });
    }
  }
  return found
    .sort((a, b) => distance(a.start) - distance(b.start))
    .slice(0, mostAlternatives)
    .sort((a, b) => a.start.at - b.start.at)
    .map(({ doctor, start }) => ({ ...slotOf(doctor, start), doctorId: doctor.doctorId }));
}

/**
 * The first few free starts of a doctor in a range, in order of time. Computes little more of the range than it takes:
 * most doctors are free within days, and the stretches that are looked at grow for the others.
 */
export function firstStartsOf(
  doctor: DoctorRules,
  range: Interval,
  now: Temporal.Instant,
  count: number,
): Start[] {
  const found: Start[] = [];
  let start = Math.max(range.start, now.epochMilliseconds);
  for (let length = 2 * day; start < range.end && found.length < count; length *= 2) {
    const end = Math.min(start + length, range.end);
    found.push(...freeStartsOf(doctor, { start, end }, now));
    start = end;
  }
  return found.slice(0, count);
}

/** The range to read in order to find the first free start after some time: up to the farthest horizon. */
export function untilFarthestHorizon(after: number, now: Temporal.Instant): Interval | undefined {
  const start = Math.max(after, now.epochMilliseconds);
  const end = now.epochMilliseconds + longestHorizonDays * day;
  return start < end ? { start, end } : undefined;
}

/**
 * The first start in a range at which one of some doctors is free. Computes no more of the range than it takes, and
 * yields the thread in between.
 */
export async function firstOf(
  doctors: readonly BookableDoctor[],
  range: Interval,
  now: Temporal.Instant,
): Promise<Start | undefined> {
  const horizons = doctors.map(({ visit }) => now.epochMilliseconds + (visit.horizonDays + 2) * day);
  const end = Math.min(range.end, Math.max(...horizons));
  for (let start = range.start; start < end; start += stride) {
    let first: Start | undefined;
    for (const doctor of doctors) {
      const [found] = freeStartsOf(doctor, { start, end: first?.at ?? Math.min(start + stride, end) }, now);
      first = found ?? first;
    }
    if (first !== undefined) return first;
    await nextTurn();
  }
  return undefined;
}
