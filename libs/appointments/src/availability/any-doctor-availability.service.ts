import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock, day } from '#libs/common';
import { type Temporal } from 'temporal-polyfill';
import { AnyDoctorRepository, type Candidate, type AnyDoctorCriteria } from './any-doctor.repository.js';
import { noSuchDoctors, visitTypeNotOffered } from './availability.errors.js';
import { type Interval } from './availability.js';
import { AvailabilityService } from './availability.service.js';
import { daysOf, type DateRange, midnights } from './zone-calendar.js';
import { freeStartsOf, hoursAt } from './location-hours.js';
import {
  type Alternative,
  firstOf,
  mostAlternatives,
  nearestOf,
  type BookableDoctor,
  slotOf,
  toIso,
  untilFarthestHorizon,
} from './slots.js';

/** How many doctors are read and computed at a time, so that one request does not keep the thread from others. */
export const mostDoctors = 100;
const doctorsInOneTurn = 10;

/** A start at which at least one doctor is free; ISO-8601, UTC. */
export interface SharedSlot {
  readonly start: string;
  readonly end: string;
  readonly doctorIds: readonly number[];
}

/** The starts of some days at which any of the doctors is free, as a calendar in `timeZone` shows them. */
export interface SharedAvailability {
  readonly timeZone: string;
  readonly days: readonly { readonly date: string; readonly slots: readonly SharedSlot[] }[];
  /** The first start from the beginning of the range on, as far ahead as the horizon goes */
  readonly nextAvailable: string | null;
}

/** The dates are those of `timeZone`. */
export interface SharedAvailabilityQuery extends AnyDoctorCriteria, DateRange {
  /** Undefined for each doctor's default */
  readonly visitTypeId?: number | undefined;
  /** IANA name; by default that of the location, or the one that all doctors share, or UTC */
  readonly timeZone?: string | undefined;
}

interface Found extends SharedSlot {
  readonly at: number;
}

/** When any doctor of a specialization can be booked. */
@Injectable()
export class AnyDoctorAvailabilityService {
  constructor(
    private readonly repository: AnyDoctorRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /**
   * The starts of a range of days at which any of the doctors is free. Of more than 100 doctors, the 100 with the fewest
   * visits in the range are looked at.
   *
   * @throws AppError `appointment.no_such_doctors`, `.visit_type_not_offered`
   */
  async find(query: SharedAvailabilityQuery): Promise<SharedAvailability> {
    const now = this.clock.now();
    // Without a zone in the query the candidates tell it: a day's margin covers any.
    const first = Math.max(now.epochMilliseconds, midnights(query, 'UTC', 1).start);
    const candidates = await this.candidates(query, first);
    const timeZone = query.timeZone ?? sharedZone(candidates);
    const range = midnights(query, timeZone);
    const doctorIds = await this.leastBusy(candidates, () => range, now);
    const read = (needed: Interval): Promise<BookableDoctor[]> =>
      this.load(doctorIds.slice(0, mostDoctors), query, needed, now);
    const doctors = await read(range);
    if (doctors.length === 0) throw visitTypeNotOffered();
    const slots = await this.slotsOf(doctors, range, now);
    const ahead = untilFarthestHorizon(range.end, now);
    const later =
      slots.length > 0 || ahead === undefined ? undefined : await firstOf(await read(ahead), ahead, now);
    return {
      timeZone,
      days: daysOf(query, timeZone).map(({ date, start, end }) => ({
        date,
        slots: slots.filter(({ at }) => start <= at && at < end),
      })),
      nextAvailable: slots[0]?.start ?? (later === undefined ? null : toIso(later.at)),
    };
  }

  /**
   * The doctors who will do and have not retired by a time.
   *
   * @param at milliseconds since 1970 UTC
   * @throws AppError `appointment.no_such_doctors`
   */
  async candidates(criteria: AnyDoctorCriteria, at: number): Promise<Candidate[]> {
    const candidates = await this.repository.candidates(criteria, new Date(at));
    if (candidates.length === 0)
      throw noSuchDoctors([
        'specialization',
        ...(criteria.locationId === undefined ? [] : ['locationId' as const]),
      ]);
    return candidates;
  }

  /** The doctors with the fewest visits first; among equals in random order, so that requests that race spread. */
  async leastBusy(
    candidates: readonly Candidate[],
    dayOf: (candidate: Candidate) => Interval,
    now: Temporal.Instant,
  ): Promise<number[]> {
    const days = candidates.map((candidate) => ({ doctorId: candidate.doctorId, ...dayOf(candidate) }));
    const visits = await this.repository.workload(days, new Date(now.epochMilliseconds));
    return candidates
      .map(({ doctorId }) => ({ doctorId, visits: visits.get(doctorId) ?? 0, lot: Math.random() }))
      .sort((a, b) => a.visits - b.visits || a.lot - b.lot)
      .map(({ doctorId }) => doctorId);
  }

  /**
   * Everything that decides whether these doctors can be booked in a range, in one query and in the order given.
   *
   * @returns an entry for each doctor who offers the visit type, with the hours at the location that is meant
   */
  async load(
    doctorIds: readonly number[],
    { locationId, visitTypeId }: Pick<SharedAvailabilityQuery, 'locationId' | 'visitTypeId'>,
    range: Interval,
    now: Temporal.Instant,
  ): Promise<BookableDoctor[]> {
    const doctors = await this.availability.loadMany(doctorIds, visitTypeId, range, now);
    const known = new Map(doctors.map((doctor) => [doctor.doctorId, doctor]));
    return doctorIds.flatMap((doctorId) => {
      const doctor = known.get(doctorId);
      if (doctor === undefined) return [];
      return [{ ...doctor, locations: hoursAt(doctor.locations, locationId) }];
    });
  }

  /** The three starts nearest to `at` at which any of these doctors is free. */
  async nearest(
    doctorIds: readonly number[],
    query: Pick<SharedAvailabilityQuery, 'locationId' | 'visitTypeId'>,
    at: number,
    now: Temporal.Instant,
  ): Promise<Alternative[]> {
    let nearest: Alternative[] = [];
    // Three within a day are the nearest ones. Only a clinic that is nearly full has to be looked at for weeks.
    for (const range of [
      { start: at - day, end: at + day },
      { start: at - 7 * day, end: at + 14 * day },
    ]) {
      const doctors = await this.load(doctorIds.slice(0, mostDoctors), query, range, now);
      nearest = nearestOf(doctors, range, at, now);
      if (nearest.length === mostAlternatives) break;
    }
    return nearest;
  }

  private async slotsOf(
    doctors: readonly BookableDoctor[],
    range: Interval,
    now: Temporal.Instant,
  ): Promise<Found[]> {
    const slots = new Map<string, Found & { doctorIds: number[] }>();
    for (const [index, doctor] of doctors.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      for (const free of freeStartsOf(doctor, range, now)) {
        // Doctors who take longer than others have slots of their own.
        const key = `${free.at} ${doctor.visit.durationMinutes}`;
        const known = slots.get(key);
        if (known === undefined)
          slots.set(key, { ...slotOf(doctor, free), at: free.at, doctorIds: [doctor.doctorId] });
        else known.doctorIds.push(doctor.doctorId);
      }
    }
    for (const { doctorIds } of slots.values()) doctorIds.sort((a, b) => a - b);
    return [...slots.values()].sort((a, b) => a.at - b.at || (a.end < b.end ? -1 : 1));
  }
}

/** The only zone of all candidates. There is none to prefer when they are in several. */
function sharedZone(candidates: readonly Candidate[]): string {
  const [zone = 'UTC', ...others] = new Set(candidates.map(({ timeZone }) => timeZone));
  return others.length === 0 ? zone : 'UTC';
}
