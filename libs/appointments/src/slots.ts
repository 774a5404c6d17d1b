import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Temporal } from 'temporal-polyfill';
import { type Interval } from './availability.js';
import { type LoadedRules, type OfferedVisitType } from './availability.repository.js';
import { type DoctorRules, freeStartsOf, type Start } from './places.js';
import { calendarOf } from './zone-calendar.js';

const day = 24 * 60 * 60 * 1000;
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

/** A doctor's rules for the visit type that is meant. */
export interface OfferedVisit extends DoctorRules {
  readonly doctorId: number;
  readonly visit: OfferedVisitType;
}

/** A visit type that is meant with a doctor. */
export interface OfferedBy {
  readonly doctorId: number;
  readonly visitTypeId: number;
}

/** @returns undefined when the visit type is not offered */
export const toOffered = ({ visitType, ...rest }: LoadedRules): OfferedVisit | undefined =>
  visitType === undefined ? undefined : { ...rest, visit: visitType };

const minute = 60_000;
const clock = Array.from({ length: day / minute }, (_, index) =>
  new Date(index * minute).toISOString().slice('1970-01-01'.length),
);

/** ISO-8601, UTC. Calendars hold hundreds of these, nearly all of them full minutes: their two halves are kept. */
export function toIso(at: number): string {
  const number = Math.floor(at / day);
  const time = clock[(at - number * day) / minute];
  return time === undefined ? new Date(at).toISOString() : calendarOf('UTC').day(number).date + time;
}

export const slotOf = ({ visit }: DoctorRules, { at, locationId }: Start): Slot => ({
  start: toIso(at),
  end: toIso(at + visit.durationMinutes * 60_000),
  locationId,
});

/**
 * The three free starts of some doctors that lie nearest to `at`, in order of time. A start that several doctors have
 * is given once.
 */
export function nearestOf(
  doctors: readonly OfferedVisit[],
  range: Interval,
  at: number,
  now: Temporal.Instant,
): Alternative[] {
  const distance = (start: Start): number => Math.abs(start.at - at);
  const known = new Set([at]);
  const found: { doctor: OfferedVisit; start: Start }[] = [];
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

/** What has to be read to find the first free start after some time: everything up to the farthest horizon. */
export function untilFarthestHorizon(after: number, now: Temporal.Instant): Interval | undefined {
  const start = Math.max(after, now.epochMilliseconds);
  const end = now.epochMilliseconds + longestHorizonDays * day;
  return start < end ? { start, end } : undefined;
}

/**
 * The first start in a range at which one of some doctors is free. Computes no more of the range than it takes, and
 * lets others have the thread in between.
 */
export async function firstOf(
  doctors: readonly OfferedVisit[],
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
