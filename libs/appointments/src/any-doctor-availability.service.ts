import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { AnyDoctorRepository, type Candidate, type Kind } from './any-doctor.repository.js';
import { noSuchDoctors, visitTypeNotOffered } from './appointments.errors.js';
import { type Interval } from './availability.js';
import { AvailabilityService } from './availability.service.js';
import { daysOf, type DateRange, midnights } from './days.js';
import { freeStartsOf, placesAt } from './places.js';
import {
  type Alternative,
  firstOf,
  mostAlternatives,
  nearestOf,
  type OfferedVisit,
  slotOf,
  toIso,
  untilFarthestHorizon,
} from './slots.js';

const day = 24 * 60 * 60 * 1000;
/** How many doctors are read and computed at a time: one request does not keep the thread from all others. */
export const mostDoctors = 100;
const doctorsInOneTurn = 10;

/** A start at which at least one doctor is free; ISO-8601, UTC. */
export interface SharedSlot {
  readonly start: string;
  readonly end: string;
  readonly doctorIds: readonly number[];
}

/** The starts of some days at which anybody is free, as a calendar in `timeZone` shows them. */
export interface SharedAvailability {
  readonly timeZone: string;
  readonly days: readonly { readonly date: string; readonly slots: readonly SharedSlot[] }[];
  /** The first start from the beginning of the range on, as far ahead as the horizon goes */
  readonly nextAvailable: string | null;
}

/** The dates are those of `timeZone`. */
export interface SharedAvailabilityQuery extends Kind, DateRange {
  /** Undefined for each doctor's default */
  readonly visitTypeId?: number | undefined;
  /** IANA name; by default that of the location, or the one that all doctors share, or UTC */
  readonly timeZone?: string | undefined;
}

interface Found extends SharedSlot {
  readonly at: number;
}

/** When any doctor of a specialization can be booked, whoever it is. */
@Injectable()
export class AnyDoctorAvailabilityService {
  constructor(
    private readonly repository: AnyDoctorRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /**
   * The starts of a range of days at which anybody is free. Of more than 100 doctors those are looked at who have the
   * fewest visits in the range.
   *
   * @throws AppError `appointment.no_such_doctors`, `.visit_type_not_offered`
   */
  async find(query: SharedAvailabilityQuery): Promise<SharedAvailability> {
    const now = this.clock.now();
    const candidates = await this.candidates(query);
    const timeZone = query.timeZone ?? sharedZone(candidates);
    const range = midnights(query, timeZone);
    const doctorIds = await this.leastBusy(candidates, () => range);
    const read = (needed: Interval): Promise<OfferedVisit[]> =>
      this.load(doctorIds.slice(0, mostDoctors), query, needed);
    const doctors = await read(range);
    if (doctors.length === 0) throw visitTypeNotOffered();
    const slots = await this.slotsOf(doctors, range);
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

  /** @throws AppError `appointment.no_such_doctors` */
  async candidates(kind: Kind): Promise<Candidate[]> {
    const candidates = await this.repository.candidates(kind);
    if (candidates.length === 0)
      throw noSuchDoctors([
        'specialization',
        ...(kind.locationId === undefined ? [] : ['locationId' as const]),
      ]);
    return candidates;
  }

  /** Those with the fewest visits first, in no certain order where they have as many: requests that race spread. */
  async leastBusy(
    candidates: readonly Candidate[],
    dayOf: (candidate: Candidate) => Interval,
  ): Promise<number[]> {
    const days = candidates.map((candidate) => ({ doctorId: candidate.doctorId, ...dayOf(candidate) }));
    const visits = await this.repository.workload(days, new Date(this.clock.now().epochMilliseconds));
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
  ): Promise<OfferedVisit[]> {
    const offered = await this.availability.loadMany(doctorIds, visitTypeId, range);
    const known = new Map(offered.map((doctor) => [doctor.doctorId, doctor]));
    return doctorIds.flatMap((doctorId) => {
      const doctor = known.get(doctorId);
      if (doctor === undefined) return [];
      return [{ ...doctor, places: placesAt(doctor.places, locationId) }];
    });
  }

  /** The three starts nearest to `at` at which any of these doctors is free. */
  async nearest(
    doctorIds: readonly number[],
    query: Pick<SharedAvailabilityQuery, 'locationId' | 'visitTypeId'>,
    at: number,
  ): Promise<Alternative[]> {
    const now = this.clock.now();
    let nearest: Alternative[] = [];
    // Three within a day are the nearest ones. Only a clinic that is all but full has to be looked at for weeks.
    for (const range of [
      { start: at - day, end: at + day },
      { start: at - 7 * day, end: at + 14 * day },
    ]) {
      nearest = nearestOf(await this.load(doctorIds.slice(0, mostDoctors), query, range), range, at, now);
      if (nearest.length === mostAlternatives) break;
    }
    return nearest;
  }

  private async slotsOf(doctors: readonly OfferedVisit[], range: Interval): Promise<Found[]> {
    const now = this.clock.now();
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
