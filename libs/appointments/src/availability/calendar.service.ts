import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { Clock, day, minute } from '#libs/common';
import { type Interval } from './availability.js';
import { AvailabilityRepository } from './availability.repository.js';
import { AvailabilityService, type DoctorQuestion } from './availability.service.js';
import { type DateRange, daysOf, midnights } from './zone-calendar.js';
import { type HoursDraft, locationIdsOf, withDraft } from './hours-draft.js';
import { type DoctorRules, freeStartsOf, type Start } from './location-hours.js';
import {
  type BookableDoctor,
  firstOf,
  longestHorizonDays,
  type Slot,
  slotOf,
  toIso,
  untilFarthestHorizon,
} from './slots.js';
import { type LocalDay } from './zone-calendar.js';

/** The free slots of some days, as a calendar in `timeZone` shows them. */
export interface Availability {
  readonly timeZone: string;
  readonly days: readonly { readonly date: string; readonly slots: readonly Slot[] }[];
  /** The first free start from the beginning of the range on, as far ahead as the horizon goes */
  readonly nextAvailable: string | null;
}

/** A visit that is booked already and could go elsewhere. */
export interface MovedVisit {
  /** It is not in its own way */
  readonly id: number;
  /** Whether it remains with its doctor and of its type, which need not be offered any more */
  readonly keepsType: boolean;
  /** Whether it may take place at a location */
  readonly mayGoTo: (locationId: number) => boolean;
}

/** The dates are those of `timeZone`. */
export interface AvailabilityQuery extends DateRange {
  readonly doctorId: number;
  /** Undefined for the doctor's default */
  readonly visitTypeId?: number | undefined;
  /** IANA name; the location's zone by default */
  readonly timeZone?: string | undefined;
  /** Undefined for a new visit */
  readonly moved?: MovedVisit | undefined;
}

/** Calendars of one doctor: the free slots of some days. */
@Injectable()
export class CalendarService {
  private readonly near = new WeakMap<AvailabilityQuery, Interval>();

  constructor(
    private readonly availability: AvailabilityService,
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The free slots of a range of days.
   *
   * @throws AppError `doctor.not_found`, `appointment.visit_type_not_offered`
   */
  find(query: AvailabilityQuery): Promise<Availability> {
    return this.findAt(query, this.clock.now());
  }

  private async findAt(query: AvailabilityQuery, now: Temporal.Instant): Promise<Availability> {
    // Without a zone in the query the doctor's is meant, which only the rules tell: a day's margin covers either.
    const near = midnights(query, query.timeZone ?? 'UTC', 1);
    const loaded = await this.availability.load({ ...toQuestion(query), range: near }, now);
    const timeZone = query.timeZone ?? zoneOf(loaded);
    const doctor = whereAllowed(loaded, query);
    const range = midnights(query, timeZone);
    const starts = freeStartsOf(doctor, range, now);
    const days = slotsByDay(doctor, starts, daysOf(query, timeZone));
    const first = starts[0] ?? (await this.firstAfter(query, range.end, now));
    return { timeZone, days, nextAvailable: first === undefined ? null : toIso(first.at) };
  }

  /**
   * What {@link find} would find in a range if the doctor's hours were others.
   *
   * @throws as {@link find}
   */
  async preview(query: AvailabilityQuery, draft: HoursDraft): Promise<Omit<Availability, 'nextAvailable'>> {
    const now = this.clock.now();
    const range = midnights(query, query.timeZone ?? 'UTC', 1);
    const asked = { ...toQuestion(query), range, locationIds: locationIdsOf(draft) };
    const current = await this.availability.load(asked, now);
    const doctor = { ...current, locations: withDraft(current.locations, draft) };
    const timeZone = query.timeZone ?? zoneOf(doctor);
    const starts = freeStartsOf(doctor, midnights(query, timeZone), now);
    return { timeZone, days: slotsByDay(doctor, starts, daysOf(query, timeZone)) };
  }

  /**
   * As {@link find}, unless the caller kept an earlier calendar and nothing has changed since.
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
    const now = this.clock.now();
    const at = now.epochMilliseconds;
    const range = this.nearOf(query);
    // Read before the calendar is: a change that comes in between makes this state one that never comes again. Slots
    // pass out of the notice and into the horizon at full minutes.
    const bookings = await this.repository.state(doctorId, { visitTypeId, range, now: new Date(at) });
    const state = `${Math.ceil(at / minute)}:${bookings}`;
    if (kept?.state === state) return kept;
    const availability = await this.findAt(query, now);
    // Without a slot the next one was looked for in days that the state knows nothing of.
    const isWhole = availability.days.some(({ slots }) => slots.length > 0);
    return { availability, ...(isWhole && { state }) };
  }

  /** The range of a question with a day's margin. A question that is asked again has the same. */
  private nearOf(query: AvailabilityQuery): Interval {
    const known = this.near.get(query);
    if (known !== undefined) return known;
    const range = midnights(query, query.timeZone ?? 'UTC', 1);
    this.near.set(query, range);
    return range;
  }

  /**
   * A text for each doctor that stays the same as long as the rules and the doctor's bookings and holds from `since` on
   * (milliseconds since 1970 UTC) do. One query, however many doctors.
   */
  async states(
    asked: readonly { readonly doctorId: number; readonly since: number }[],
  ): Promise<ReadonlyMap<number, string>> {
    const now = this.clock.date();
    const end = now.getTime() + longestHorizonDays * day;
    const questions = asked.map(({ doctorId, since: start }) => ({ doctorId, range: { start, end }, now }));
    const states = await this.repository.statesOf(questions);
    return new Map(questions.map(({ doctorId }, index) => [doctorId, states[index] ?? '']));
  }

  /** Reads everything up to the farthest horizon at once, and computes no more of it than it takes to find a start. */
  private async firstAfter(
    query: AvailabilityQuery,
    after: number,
    now: Temporal.Instant,
  ): Promise<Start | undefined> {
    const range = untilFarthestHorizon(after, now);
    if (range === undefined) return undefined;
    const doctor = await this.availability.load({ ...toQuestion(query), range }, now);
    return firstOf([whereAllowed(doctor, query)], range, now);
  }
}

const toQuestion = ({ doctorId, visitTypeId, moved }: AvailabilityQuery): Omit<DoctorQuestion, 'range'> => ({
  doctorId,
  visitTypeId,
  movedIds: moved && [moved.id],
  keepsType: moved?.keepsType,
});

/** The doctor with the hours at those locations only that a moved visit may go to. */
const whereAllowed = (doctor: BookableDoctor, { moved }: AvailabilityQuery): BookableDoctor =>
  moved === undefined
    ? doctor
    : { ...doctor, locations: doctor.locations.filter(({ locationId }) => moved.mayGoTo(locationId)) };

/** The slots of each day. The starts are in order. */
function slotsByDay(
  doctor: BookableDoctor,
  starts: readonly Start[],
  days: readonly LocalDay[],
): Availability['days'] {
  let next = 0;
  return days.map(({ date, end }) => {
    const slots: Slot[] = [];
    for (let free = starts[next]; free !== undefined && free.at < end; free = starts[next]) {
      slots.push(slotOf(doctor, free));
      next += 1;
    }
    return { date, slots };
  });
}

/** The zone of the doctor's own location. */
function zoneOf({ locations }: DoctorRules): string {
  const [own] = locations;
  if (own === undefined) throw new Error('A doctor has a location.');
  return own.timeZone;
}
