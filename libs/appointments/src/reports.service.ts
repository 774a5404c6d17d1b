import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { assertWorksAt, workplacesOf } from '#libs/auth';
import { Clock } from '#libs/common';
import { type Actor } from './appointment.js';
import { type Interval, merge, workingHours } from './availability.js';
import { AvailabilityRepository, type LoadedRules } from './availability.repository.js';
import { AvailabilityService } from './availability.service.js';
import { type DateRange, midnights } from './days.js';
import { type Place } from './places.js';
import {
  type BookingsOfDay,
  type ReportedDoctor,
  ReportsRepository,
  type Scope,
  type VisitsQuery,
} from './reports.repository.js';
import { firstOf, type OfferedVisit, untilFarthestHorizon } from './slots.js';
import { calendarOf } from './zone-calendar.js';

const minute = 60_000;
const doctorsInOneTurn = 10;

/** What a report is about. The dates are local to the location of each visit. */
export interface ReportQuery extends DateRange {
  /** Undefined for all locations of the actor */
  readonly locationId?: number | undefined;
}

/** How much of a doctor's hours is booked. */
export interface Utilisation extends ReportedDoctor {
  readonly openMinutes: number;
  /** Of visits that start on the dates, without buffers, within the hours or not */
  readonly bookedMinutes: number;
  /** Null without hours */
  readonly ratio: number | null;
}

/** How many patients of a doctor stayed away. */
export interface NoShows extends ReportedDoctor {
  /** To which the patient came or should have come */
  readonly visits: number;
  readonly noShows: number;
  /** Null without visits */
  readonly ratio: number | null;
}

/** How long one waits for a doctor. */
export interface DaysToNextSlot extends ReportedDoctor {
  /** Local dates between today and the first free start, 0 for today; null when there is none */
  readonly days: number | null;
}

/**
 * What those who run a clinic want to know of it: staff of where they work, admins of everywhere. Each report takes the
 * same number of queries, however many doctors and visits it is about.
 */
@Injectable()
export class ReportsService {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly rules: AvailabilityRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /**
   * What became of the visits of each date.
   *
   * @param query with the doctor who is meant; undefined for all
   * @throws AppError `auth.elsewhere`
   */
  async bookings(
    { doctorId, ...query }: ReportQuery & { readonly doctorId?: number | undefined },
    actor: Actor,
  ): Promise<BookingsOfDay[]> {
    return this.reports.bookingsByDay(toVisitsQuery(query, actor), doctorId);
  }

  /**
   * How much of the hours of each doctor is booked.
   *
   * @throws AppError `auth.elsewhere`
   */
  async utilisation(query: ReportQuery, actor: Actor): Promise<Utilisation[]> {
    const visitsQuery = toVisitsQuery(query, actor);
    const doctors = await this.reports.visitsByDoctor(visitsQuery);
    // The dates are those of each place: a day's margin covers all zones.
    const read = { range: midnights(query, 'UTC', 1), now: new Date(this.clock.now().epochMilliseconds) };
    const loaded = await this.rules.load(
      doctors.map(({ doctorId }) => doctorId),
      read,
    );
    const open = await openMinutes(loaded, query, visitsQuery.scope);
    return doctors.map(({ doctorId, doctorName, bookedMinutes }) => {
      const minutes = open.get(doctorId) ?? 0;
      return {
        doctorId,
        doctorName,
        openMinutes: minutes,
        bookedMinutes,
        ratio: ratio(bookedMinutes, minutes),
      };
    });
  }

  /**
   * How many patients of each doctor stayed away.
   *
   * @throws AppError `auth.elsewhere`
   */
  async noShows(query: ReportQuery, actor: Actor): Promise<NoShows[]> {
    const doctors = await this.reports.visitsByDoctor(toVisitsQuery(query, actor));
    return doctors.map(({ doctorId, doctorName, completed, noShows }) => {
      const visits = completed + noShows;
      return { doctorId, doctorName, visits, noShows, ratio: ratio(noShows, visits) };
    });
  }

  /**
   * How many days it is to the first free start of each doctor's default visit type.
   *
   * @throws AppError `auth.elsewhere`
   */
  async daysToNextSlot(
    { locationId }: Pick<ReportQuery, 'locationId'>,
    actor: Actor,
  ): Promise<DaysToNextSlot[]> {
    const now = this.clock.now();
    const scope = scopeOf(actor, locationId);
    const doctors = await this.reports.doctors(scope);
    const ids = doctors.map(({ doctorId }) => doctorId);
    const ahead = untilFarthestHorizon(now.epochMilliseconds, now);
    const visits = ahead === undefined ? [] : await this.availability.loadMany(ids, undefined, ahead);
    const days = new Map<number, number | null>();
    for (const [index, visit] of visits.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      const places = placesIn(visit.places, scope);
      if (ahead !== undefined) days.set(visit.doctorId, await daysToFirst({ ...visit, places }, ahead, now));
    }
    return doctors.map((doctor) => ({ ...doctor, days: days.get(doctor.doctorId) ?? null }));
  }
}

/** @throws AppError `auth.elsewhere` */
function scopeOf(actor: Actor, locationId: number | undefined): Scope {
  if (locationId === undefined) return workplacesOf(actor);
  assertWorksAt(actor, locationId);
  return [locationId];
}

/** @throws AppError `auth.elsewhere` */
const toVisitsQuery = ({ from, to, locationId }: ReportQuery, actor: Actor): VisitsQuery => ({
  from: from.toString(),
  to: to.toString(),
  scope: scopeOf(actor, locationId),
});

const placesIn = (places: readonly Place[], scope: Scope): readonly Place[] =>
  scope === 'everywhere' ? places : places.filter(({ locationId }) => scope.includes(locationId));

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The minutes that each doctor works on some dates. Hours at two places at once count once. */
async function openMinutes(
  doctors: readonly LoadedRules[],
  dates: DateRange,
  scope: Scope,
): Promise<Map<number, number>> {
  const minutes = new Map<number, number>();
  for (const [index, { doctorId, places }] of doctors.entries()) {
    if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
    const hours = placesIn(places, scope).flatMap((place) => hoursOn(place, dates));
    const open = merge(hours).reduce((sum, { start, end }) => sum + end - start, 0);
    minutes.set(doctorId, open / minute);
  }
  return minutes;
}

/** What of the hours at a place lies on its local dates. */
function hoursOn(place: Place, dates: DateRange): Interval[] {
  const range = midnights(dates, place.timeZone);
  return workingHours(place, range)
    .map(({ start, end }) => ({ start: Math.max(start, range.start), end: Math.min(end, range.end) }))
    .filter(({ start, end }) => start < end);
}

/** How many local dates lie between today and the first free start; null when there is none. */
async function daysToFirst(
  doctor: OfferedVisit,
  ahead: Interval,
  now: Temporal.Instant,
): Promise<number | null> {
  const first = await firstOf([doctor], ahead, now);
  const place = doctor.places.find(({ locationId }) => locationId === first?.locationId);
  if (first === undefined || place === undefined) return null;
  const calendar = calendarOf(place.timeZone);
  return calendar.numberAt(first.at) - calendar.numberAt(now.epochMilliseconds);
}
