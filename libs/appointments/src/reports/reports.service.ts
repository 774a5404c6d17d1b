import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { type Actor, workplacesOf } from '#libs/auth';
import { Clock, minute } from '#libs/common';
import {
  AvailabilityRepository,
  AvailabilityService,
  type BookableDoctor,
  calendarOf,
  type DateRange,
  firstOf,
  type Interval,
  type LoadedRules,
  type LocationHours,
  merge,
  midnights,
  untilFarthestHorizon,
  workingHours,
} from '../availability/index.js';
import { assertCanSeeReports } from '../policy.js';
import {
  type BookingsOfDay,
  type ReportedDoctor,
  type ReportedLocations,
  ReportsRepository,
  type VisitsQuery,
} from './reports.repository.js';

const doctorsInOneTurn = 10;

/** The dates and locations of a report. The dates are local to the location of each visit. */
export interface ReportQuery extends DateRange {
  /** Undefined for all workplaces of the actor */
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

/** How many patients of a doctor did not come. */
export interface NoShows extends ReportedDoctor {
  /** Visits that were completed or missed */
  readonly visits: number;
  readonly noShows: number;
  /** Null without visits */
  readonly ratio: number | null;
}

/** How long the wait for a doctor is. */
export interface DaysToNextSlot extends ReportedDoctor {
  /** Local dates between today and the first free start, 0 for today; null when there is none */
  readonly days: number | null;
}

/**
 * Reports about visits: staff see those of the locations where they work, admins all. Each report takes the same number
 * of queries, however many doctors and visits it is about.
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
   * The visits of each date by what became of them.
   *
   * @param query with one doctor; undefined for all
   * @throws AppError `auth.forbidden`, `auth.elsewhere`
   */
  async bookings(
    actor: Actor,
    { doctorId, ...query }: ReportQuery & { readonly doctorId?: number | undefined },
  ): Promise<BookingsOfDay[]> {
    return this.reports.bookingsByDay(toVisitsQuery(actor, query), doctorId);
  }

  /**
   * How much of the hours of each doctor is booked.
   *
   * @throws AppError `auth.elsewhere`
   */
  async utilisation(actor: Actor, query: ReportQuery): Promise<Utilisation[]> {
    const visitsQuery = toVisitsQuery(actor, query);
    const doctors = await this.reports.visitsByDoctor(visitsQuery);
    // The dates are those of each location: a day's margin covers all zones.
    const read = { range: midnights(query, 'UTC', 1), now: this.clock.date() };
    const loaded = await this.rules.load(
      doctors.map(({ doctorId }) => doctorId),
      read,
    );
    const open = await openMinutes(loaded, query, visitsQuery.locations);
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
   * How many patients of each doctor did not come.
   *
   * @throws AppError `auth.elsewhere`
   */
  async noShows(actor: Actor, query: ReportQuery): Promise<NoShows[]> {
    const doctors = await this.reports.visitsByDoctor(toVisitsQuery(actor, query));
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
    actor: Actor,
    { locationId }: Pick<ReportQuery, 'locationId'>,
  ): Promise<DaysToNextSlot[]> {
    const now = this.clock.now();
    const reported = reportedLocations(actor, locationId);
    const doctors = await this.reports.doctors(reported);
    const ids = doctors.map(({ doctorId }) => doctorId);
    const ahead = untilFarthestHorizon(now.epochMilliseconds, now);
    const visits = ahead === undefined ? [] : await this.availability.loadMany(ids, undefined, ahead, now);
    const days = new Map<number, number | null>();
    for (const [index, visit] of visits.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      const locations = hoursAmong(visit.locations, reported);
      if (ahead !== undefined)
        days.set(visit.doctorId, await daysToFirst({ ...visit, locations }, ahead, now));
    }
    return doctors.map((doctor) => ({ ...doctor, days: days.get(doctor.doctorId) ?? null }));
  }
}

/** @throws AppError `auth.forbidden`, `auth.elsewhere` */
function reportedLocations(actor: Actor, locationId: number | undefined): ReportedLocations {
  assertCanSeeReports(actor, locationId);
  return locationId === undefined ? workplacesOf(actor) : [locationId];
}

/** @throws AppError `auth.forbidden`, `auth.elsewhere` */
const toVisitsQuery = (actor: Actor, { from, to, locationId }: ReportQuery): VisitsQuery => ({
  from: from.toString(),
  to: to.toString(),
  locations: reportedLocations(actor, locationId),
});

const hoursAmong = (
  locations: readonly LocationHours[],
  reported: ReportedLocations,
): readonly LocationHours[] =>
  reported === 'everywhere' ? locations : locations.filter(({ locationId }) => reported.includes(locationId));

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The minutes that each doctor works on some dates. Hours at two locations at once count once. */
async function openMinutes(
  doctors: readonly LoadedRules[],
  dates: DateRange,
  reported: ReportedLocations,
): Promise<Map<number, number>> {
  const minutes = new Map<number, number>();
  for (const [index, { doctorId, locations }] of doctors.entries()) {
    if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
    const hours = hoursAmong(locations, reported).flatMap((location) => hoursOn(location, dates));
    const open = merge(hours).reduce((sum, { start, end }) => sum + end - start, 0);
    minutes.set(doctorId, open / minute);
  }
  return minutes;
}

/** The parts of the hours at a location that lie on its local dates. */
function hoursOn(location: LocationHours, dates: DateRange): Interval[] {
  const range = midnights(dates, location.timeZone);
  return workingHours(location, range)
    .map(({ start, end }) => ({ start: Math.max(start, range.start), end: Math.min(end, range.end) }))
    .filter(({ start, end }) => start < end);
}

/** How many local dates lie between today and the first free start; null when there is none. */
async function daysToFirst(
  doctor: BookableDoctor,
  ahead: Interval,
  now: Temporal.Instant,
): Promise<number | null> {
  const first = await firstOf([doctor], ahead, now);
  const location = doctor.locations.find(({ locationId }) => locationId === first?.locationId);
  if (first === undefined || location === undefined) return null;
  const calendar = calendarOf(location.timeZone);
  return calendar.numberAt(first.at) - calendar.numberAt(now.epochMilliseconds);
}
