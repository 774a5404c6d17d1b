import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { doctorNotFound } from '#libs/doctors';
import { explanations, visitTypeNotOffered } from './appointments.errors.js';
import { type Interval, isFarOff, type RefusalCode } from './availability.js';
import { AvailabilityRepository, type LoadedRules } from './availability.repository.js';
import { daysOf, type DateRange, midnights } from './days.js';
import { type HoursDraft, locationIdsOf, withDraft } from './hours-draft.js';
import { type DoctorRules, freeStartsOf, judge, type Start } from './places.js';
import {
  type Alternative,
  firstOf,
  longestHorizonDays,
  nearestOf,
  type OfferedBy,
  type OfferedVisit,
  type Slot,
  slotOf,
  toIso,
  toOffered,
  untilFarthestHorizon,
} from './slots.js';
import { type LocalDay } from './zone-calendar.js';

const minute = 60 * 1000;
const day = 24 * 60 * minute;

/** The free slots of some days, as a calendar in `timeZone` shows them. */
export interface Availability {
  readonly timeZone: string;
  readonly days: readonly { readonly date: string; readonly slots: readonly Slot[] }[];
  /** The first free start from the beginning of the range on, as far ahead as the horizon goes */
  readonly nextAvailable: string | null;
}

/** The dates are those of `timeZone`. */
export interface AvailabilityQuery extends DateRange {
  readonly doctorId: number;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
  /** IANA name; the location's zone by default */
  readonly timeZone?: string | undefined;
}

/** Why a start cannot be booked. */
export interface Reason {
  readonly code: RefusalCode;
  readonly message: string;
}

/** When doctors can be booked. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The free slots of a range of days.
   *
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async find(query: AvailabilityQuery): Promise<Availability> {
    const { doctorId, visitTypeId } = query;
    // Without a zone in the query the doctor's is meant, which only the rules tell: a day's margin covers either.
    const offered = await this.load(doctorId, visitTypeId, midnights(query, query.timeZone ?? 'UTC', 1));
    const timeZone = query.timeZone ?? zoneOf(offered);
    const range = midnights(query, timeZone);
    const starts = freeStartsOf(offered, range, this.clock.now());
    const days = slotsByDay(offered, starts, daysOf(query, timeZone));
    const first = starts[0] ?? (await this.firstAfter(doctorId, visitTypeId, range.end));
    return { timeZone, days, nextAvailable: first === undefined ? null : toIso(first.at) };
  }

  /**
   * What {@link find} would find in a range if the doctor's hours were others.
   *
   * @throws as {@link find}
   */
  async preview(query: AvailabilityQuery, draft: HoursDraft): Promise<Omit<Availability, 'nextAvailable'>> {
    const { doctorId, visitTypeId } = query;
    const near = midnights(query, query.timeZone ?? 'UTC', 1);
    const locationIds = locationIdsOf(draft);
    const found = await this.repository.find(doctorId, {
      visitTypeId,
      range: near,
      now: this.now(),
      locationIds,
    });
    const current = offeredOf(found);
    const offered = { ...current, places: withDraft(current.places, draft) };
    const timeZone = query.timeZone ?? zoneOf(offered);
    const starts = freeStartsOf(offered, midnights(query, timeZone), this.clock.now());
    return { timeZone, days: slotsByDay(offered, starts, daysOf(query, timeZone)) };
  }

  /**
   * As {@link find}, unless the caller has kept what it answered before and nothing has changed since.
   *
   * @param kept with the `state` that came with the calendar then
   * @returns `kept` itself as long as it holds. A calendar without `state` is not to be kept.
   * @throws as {@link find}
   */
  async findUnlessKept<Kept extends { readonly state: string }>(
    query: AvailabilityQuery,
    kept: Kept | undefined,
  ): Promise<Kept | { readonly availability: Availability; readonly state?: string }> {
    const { doctorId, visitTypeId } = query;
    const now = this.now();
    const range = midnights(query, query.timeZone ?? 'UTC', 1);
    // Read before the calendar is: a change that comes in between makes this state one that never comes again. Slots
    // pass out of the notice and into the horizon at full minutes.
    const bookings = await this.repository.state(doctorId, { visitTypeId, range, now });
    const state = `${Math.ceil(now.getTime() / minute)}:${bookings}`;
    if (kept?.state === state) return kept;
    const availability = await this.find(query);
    // Without a slot the next one was looked for in days that the state knows nothing of.
    const isWhole = availability.days.some(({ slots }) => slots.length > 0);
    return { availability, ...(isWhole && { state }) };
  }

  /**
   * For each of some doctors text that stays the same as long as the rules do, and the doctor's bookings and holds from
   * `since` on (milliseconds since 1970 UTC). One query, however many they are.
   */
  async states(
    asked: readonly { readonly doctorId: number; readonly since: number }[],
  ): Promise<ReadonlyMap<number, string>> {
    const now = this.now();
    const end = now.getTime() + longestHorizonDays * day;
    const questions = asked.map(({ doctorId, since: start }) => ({ doctorId, range: { start, end }, now }));
    const states = await this.repository.statesOf(questions);
    return new Map(questions.map(({ doctorId }, index) => [doctorId, states[index] ?? '']));
  }

  /**
   * Every rule that stands against a start; none exactly when it can be booked.
   *
   * @param at milliseconds since 1970 UTC
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async explain(doctorId: number, visitTypeId: number | undefined, at: number): Promise<Reason[]> {
    const now = this.clock.now();
    const isFar = isFarOff(at, now);
    const near = isFar ? now.epochMilliseconds : at;
    const offered = await this.load(doctorId, visitTypeId, { start: near, end: near + 1 });
    const farReason: RefusalCode = at < near ? 'in_past' : 'beyond_horizon';
    const codes = isFar ? [farReason] : judge(offered, at, now).codes;
    return codes.map((code) => ({ code, message: explanations[code] }));
  }

  /**
   * Everything that decides whether a doctor can be booked in a range.
   *
   * @param visitTypeId undefined for the doctor's default
   * @param movedId an appointment that is to be moved, and so is not in its own way
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  async load(
    doctorId: number,
    visitTypeId: number | undefined,
    range: Interval,
    movedId?: number,
  ): Promise<OfferedVisit> {
    const query = { visitTypeId, range, now: this.now(), movedId };
    return offeredOf(await this.repository.find(doctorId, query));
  }

  /**
   * The same for several doctors, in one query.
   *
   * @returns an entry for each doctor who offers the visit type, or who offers anything when none is named
   */
  async loadMany(
    doctorIds: readonly number[],
    visitTypeId: number | undefined,
    range: Interval,
  ): Promise<OfferedVisit[]> {
    const loaded = await this.repository.load(doctorIds, { visitTypeId, range, now: this.now() });
    return loaded.flatMap((rules) => toOffered(rules) ?? []);
  }

  /**
   * The same for any doctors, visit types and ranges, in one query.
   *
   * @returns in the order asked, without those that are not offered
   */
  async loadEach(asked: readonly (OfferedBy & { readonly range: Interval })[]): Promise<OfferedVisit[]> {
    const now = this.now();
    const loaded = await this.repository.loadEach(asked.map((each) => ({ ...each, now })));
    return loaded.flatMap((rules) => (rules && toOffered(rules)) ?? []);
  }

  /** The three free starts that lie nearest to `at`, in order of time. */
  async nearest(doctorId: number, visitTypeId: number, at: number): Promise<Alternative[]> {
    const range = { start: at - 7 * day, end: at + 14 * day };
    const offered = await this.load(doctorId, visitTypeId, range);
    return nearestOf([offered], range, at, this.clock.now());
  }

  /** Reads everything up to the farthest horizon at once, and computes no more of it than it takes to find a start. */
  private async firstAfter(
    doctorId: number,
    visitTypeId: number | undefined,
    after: number,
  ): Promise<Start | undefined> {
    const now = this.clock.now();
    const range = untilFarthestHorizon(after, now);
    return range && firstOf([await this.load(doctorId, visitTypeId, range)], range, now);
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}

/** @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered` */
function offeredOf(loaded: LoadedRules | undefined): OfferedVisit {
  if (loaded === undefined) throw doctorNotFound();
  const offered = toOffered(loaded);
  if (offered === undefined) throw visitTypeNotOffered();
  return offered;
}

/** Puts starts, which are in order, to the days on which they are. */
function slotsByDay(
  offered: OfferedVisit,
  starts: readonly Start[],
  days: readonly LocalDay[],
): Availability['days'] {
  let next = 0;
  return days.map(({ date, end }) => {
    const slots: Slot[] = [];
    for (let free = starts[next]; free !== undefined && free.at < end; free = starts[next]) {
      slots.push(slotOf(offered, free));
      next += 1;
    }
    return { date, slots };
  });
}

/** The zone of the doctor's own location. */
function zoneOf({ places }: DoctorRules): string {
  const [own] = places;
  if (own === undefined) throw new Error('A doctor has a location.');
  return own.timeZone;
}
