import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { Clock, day, decodeCursor, type Page, toPage } from '#libs/common';
import {
  type Doctor,
  type DoctorCandidate,
  type DoctorCriteria,
  type DoctorOrder,
  DoctorsService,
  keyOf,
} from '#libs/doctors';
import {
  AvailabilityService,
  type DateRange,
  firstStartsOf,
  type Interval,
  midnights,
  type DoctorsVisitType,
  type BookableDoctor,
  hoursAt,
  type Slot,
  slotOf,
  type Start,
  untilFarthestHorizon,
} from '../availability/index.js';
import { EarliestSearch } from './earliest-search.service.js';

/** How far the first free starts of doctors are looked for when no dates are asked for. */
const slotDays = 14;
/** The same to order doctors by them. */
const earliestDays = 31;
/** How many doctors are read and computed at a time: a page of names seldom needs all. */
const doctorsAtATime = 250;
const doctorsInOneTurn = 10;

export interface DoctorQuery {
  readonly criteria: DoctorCriteria;
  /** By name, by distance from `near`, or by the first free start */
  readonly sort: DoctorOrder | 'earliest';
  /** Only doctors with a free start on one of these dates, local to each doctor's own location */
  readonly available?: DateRange | undefined;
  /** How many of the next free starts come with each doctor */
  readonly slots?: number | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface FoundDoctor extends Doctor {
  /** The first free starts on the dates that were asked for, or else within 14 days; where they were asked for */
  readonly nextSlots?: readonly Slot[];
}

/** A doctor who is free, with the first starts. */
interface Free {
  readonly candidate: DoctorCandidate;
  readonly visit: BookableDoctor;
  readonly starts: readonly [Start, ...Start[]];
}

/** Finds doctors, also by when they are free. */
@Injectable()
export class DoctorSearchService {
  constructor(
    private readonly doctors: DoctorsService,
    private readonly availability: AvailabilityService,
    private readonly earliest: EarliestSearch,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of doctors. Free starts are computed anew for each page: in their order, a doctor who gets busier between two
   * pages may be on both, and one who gets free may be on neither.
   *
   * @throws AppError `request.invalid` for a cursor of another list
   */
  async search(query: DoctorQuery): Promise<Page<FoundDoctor>> {
    const { criteria, sort, available, slots, limit, cursor } = query;
    const now = this.clock.now();
    if (sort === 'earliest' || available !== undefined) return this.searchFree(query, now);
    const page = await this.doctors.search({ ...criteria, sort, limit, cursor });
    if (slots === undefined) return page;
    return { ...page, items: await this.withSlots(page.items, slots, criteria, now) };
  }

  private async searchFree(query: DoctorQuery, now: Temporal.Instant): Promise<Page<FoundDoctor>> {
    const { criteria, sort, limit, slots } = query;
    const { next, items: free } =
      sort === 'earliest'
        ? toPage(await this.freeFirst(query, now), limit, keyOfStart)
        : toPage(await this.freeInOrder(query, sort, now), limit, ({ candidate }) => keyOf(sort, candidate));
    const wanted = free.map(({ candidate }) => candidate);
    // The search for the earliest start has found one start of each doctor.
    const whole =
      sort === 'earliest' && slots !== undefined ? await this.freeAmong(wanted, query, now) : free;
    const ids = wanted.map(({ id }) => id);
    const doctors = await this.doctors.findAll(ids, criteria.near);
    const known = new Map(doctors.map((doctor) => [doctor.id, doctor]));
    const items = whole.flatMap(({ candidate, visit, starts }) => {
      const doctor = known.get(candidate.id);
      if (doctor === undefined) return [];
      return [slots === undefined ? doctor : { ...doctor, nextSlots: toSlots(visit, starts, slots) }];
    });
    return next === undefined ? { items } : { items, next };
  }

  /** The first doctors who are free, as many as a page has and one more. */
  private async freeInOrder(query: DoctorQuery, sort: DoctorOrder, now: Temporal.Instant): Promise<Free[]> {
    const { criteria, cursor, limit } = query;
    const candidates = await this.doctors.candidates({ ...criteria, sort, cursor });
    const free: Free[] = [];
    for (let next = 0; next < candidates.length && free.length <= limit; next += doctorsAtATime)
      free.push(...(await this.freeAmong(candidates.slice(next, next + doctorsAtATime), query, now)));
    return free;
  }

  /** The doctors whose first free start comes first after the cursor, as many as a page has and one more. */
  private async freeFirst(
    { criteria, available, cursor, limit }: DoctorQuery,
    now: Temporal.Instant,
  ): Promise<Free[]> {
    const [time = -Infinity, id = 0] = cursor === undefined ? [] : decodeCursor(cursor, ['time', 'id']);
    const candidates = await this.doctors.candidates({ ...criteria, sort: 'name' });
    const always = soonAfter(now);
    const found = await this.earliest.find({
      candidates,
      now,
      locationId: criteria.locationId,
      rangeOf: ({ timeZone }) => (available === undefined ? always : midnights(available, timeZone)),
      after: [time, id],
      count: limit + 1,
    });
    return found.map(({ start, ...rest }) => ({ ...rest, starts: [start] }));
  }

  private async freeAmong(
    candidates: readonly DoctorCandidate[],
    { criteria, available, slots = 0 }: DoctorQuery,
    now: Temporal.Instant,
  ): Promise<Free[]> {
    const always = soonAfter(now);
    // The dates are those of each doctor: a day's margin covers all zones.
    const needed = bookable(available === undefined ? always : midnights(available, 'UTC', 1), now);
    if (needed === undefined) return [];
    const offers = candidates.map(({ id, visitTypeId }) => ({ doctorId: id, visitTypeId }));
    const visits = await this.load(offers, criteria.locationId, needed, now);
    const free: Free[] = [];
    for (const [index, candidate] of candidates.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      const visit = visits.get(candidate.id);
      if (visit === undefined) continue;
      const range = available === undefined ? always : midnights(available, candidate.timeZone);
      const [first, ...more] = firstStartsOf(visit, range, now, Math.max(slots, 1));
      if (first !== undefined) free.push({ candidate, visit, starts: [first, ...more] });
    }
    return free;
  }

  private async withSlots(
    doctors: readonly Doctor[],
    count: number,
    { mode, locationId }: DoctorCriteria,
    now: Temporal.Instant,
  ): Promise<FoundDoctor[]> {
    const range = { start: now.epochMilliseconds, end: now.epochMilliseconds + slotDays * day };
    const offers = doctors.flatMap(({ id, offers: [...all] }) => {
      const offer = all.find((one) => (mode ?? one.mode) === one.mode);
      return offer === undefined ? [] : [{ doctorId: id, visitTypeId: offer.visitTypeId }];
    });
    const visits = await this.load(offers, locationId, range, now);
    return doctors.map((doctor) => {
      const visit = visits.get(doctor.id);
      const nextSlots = visit && toSlots(visit, firstStartsOf(visit, range, now, count), count);
      return { ...doctor, nextSlots: nextSlots ?? [] };
    });
  }

  /** The rules of each doctor, with the hours at the location that is meant. */
  private async load(
    offers: readonly DoctorsVisitType[],
    locationId: number | undefined,
    range: Interval,
    now: Temporal.Instant,
  ): Promise<Map<number, BookableDoctor>> {
    if (offers.length === 0) return new Map();
    const asked = offers.map((offer) => ({ ...offer, range }));
    const doctors = await this.availability.loadEach(asked, now);
    return new Map(
      doctors.map((doctor) => {
        return [doctor.doctorId, { ...doctor, locations: hoursAt(doctor.locations, locationId) }];
      }),
    );
  }
}

/** The range of first free starts when no dates are asked for. */
const soonAfter = ({ epochMilliseconds: start }: Temporal.Instant): Interval => ({
  start,
  end: start + earliestDays * day,
});

const keyOfStart = ({ candidate, starts: [{ at }] }: Free): readonly [number, number] => [at, candidate.id];

const toSlots = (visit: BookableDoctor, starts: readonly Start[], count: number): Slot[] =>
  starts.slice(0, count).map((start) => slotOf(visit, start));

/** The part of a range that can still be booked; undefined when none can. */
function bookable({ start, end }: Interval, now: Temporal.Instant): Interval | undefined {
  const ahead = untilFarthestHorizon(start, now);
  if (ahead === undefined || end <= ahead.start) return undefined;
  return { start: ahead.start, end: Math.min(end, ahead.end) };
}
