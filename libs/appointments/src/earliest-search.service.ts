import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { type DoctorCandidate } from '#libs/doctors';
import { type Interval } from './availability.js';
import { AvailabilityRepository } from './availability.repository.js';
import { KeptRules } from './kept-rules.js';
import { type Start } from './places.js';
import { firstStartsOf, type OfferedVisit } from './slots.js';

const day = 24 * 60 * 60 * 1000;
/** How many doctors' bookings are read at a time. */
const doctorsAtATime = 50;
const doctorsInOneTurn = 25;
/** How far the bookings of a doctor are read at first. */
const firstReach = 2 * day;

/** A doctor with the first free start. */
export interface FreeFirst {
  readonly candidate: DoctorCandidate;
  readonly visit: OfferedVisit;
  readonly start: Start;
}

/** A doctor who is not free before some time, whatever the bookings are. */
interface Waiting {
  readonly candidate: DoctorCandidate;
  readonly visit: OfferedVisit;
  readonly range: Interval;
  readonly from: number;
  /** How much of the bookings is read next, in milliseconds */
  readonly reach: number;
}

export interface EarliestQuery {
  readonly candidates: readonly DoctorCandidate[];
  /** Undefined for all locations */
  readonly locationId: number | undefined;
  /** Where the first start of a candidate is looked for */
  readonly rangeOf: (candidate: DoctorCandidate) => Interval;
  /** Start and id of the doctor after whom the list goes on; a doctor who comes before is left out */
  readonly after: readonly [start: number, id: number];
  readonly count: number;
}

/** Finds who of many doctors is free first. */
@Injectable()
export class EarliestSearch {
  constructor(
    private readonly rules: KeptRules,
    private readonly repository: AvailabilityRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The first of those who are free, the first free start first, and then by id.
   *
   * The hours alone, which are kept, tell before when nobody is free. Bookings are read for those who may be first, until
   * nobody who is left can come before those who were found.
   */
  async find({ count, after, ...query }: EarliestQuery): Promise<FreeFirst[]> {
    const waiting = await this.line(query);
    const free: FreeFirst[] = [];
    const isSettled = (): boolean => {
      const [next] = waiting;
      const last = free[count - 1];
      return next === undefined || (last !== undefined && before(keyOfFree(last), keyOfWaiting(next)));
    };
    while (!isSettled()) {
      const some = waiting.splice(0, doctorsAtATime);
      const busy = await this.busyOf(some);
      for (const [index, each] of some.entries()) {
        const { candidate, range, from, reach } = each;
        const visit = { ...each.visit, busy: busy[index] ?? [] };
        const end = Math.min(from + reach, range.end);
        const start = this.firstStart(visit, { start: from, end });
        if (start === undefined) waiting.push(...this.later(each, end));
        else if (before(after, [start.at, candidate.id])) free.push({ candidate, visit, start });
      }
      waiting.sort((a, b) => order(keyOfWaiting(a), keyOfWaiting(b)));
      free.sort((a, b) => order(keyOfFree(a), keyOfFree(b)));
      await nextTurn();
    }
    return free.slice(0, count);
  }

  /** All candidates, whoever may be free first at the head. */
  private async line({
    candidates,
    locationId,
    rangeOf,
  }: Omit<EarliestQuery, 'after' | 'count'>): Promise<Waiting[]> {
    const [{ revision } = { revision: '' }] = candidates;
    const offers = candidates.map(({ id, visitTypeId }) => ({ doctorId: id, visitTypeId }));
    const rules = await this.rules.find(offers, revision);
    const line: Waiting[] = [];
    for (const [index, candidate] of candidates.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      const all = rules[index];
      if (all === undefined) continue;
      const places = all.places.filter((place) => (locationId ?? place.locationId) === place.locationId);
      const range = rangeOf(candidate);
      const whole = { candidate, visit: { ...all, places }, range, from: range.start, reach: firstReach / 2 };
      line.push(...this.later(whole, range.start));
    }
    return line.sort((a, b) => order(keyOfWaiting(a), keyOfWaiting(b)));
  }

  /** The same doctor from the first start on that the hours have after `from`; nobody where they have none. */
  private later(each: Waiting, from: number): Waiting[] {
    const start = this.firstStart({ ...each.visit, busy: [] }, { start: from, end: each.range.end });
    return start === undefined ? [] : [{ ...each, from: start.at, reach: 2 * each.reach }];
  }

  private firstStart(visit: OfferedVisit, range: Interval): Start | undefined {
    return firstStartsOf(visit, range, this.clock.now(), 1)[0];
  }

  private busyOf(waiting: readonly Waiting[]): Promise<(readonly Interval[])[]> {
    const now = new Date(this.clock.now().epochMilliseconds);
    return this.repository.loadBusy(
      waiting.map(({ candidate: { id: doctorId }, range, from, reach }) => ({
        doctorId,
        now,
        range: { start: from, end: Math.min(from + reach, range.end) },
      })),
    );
  }
}

/** A time and the id of a doctor. */
type Key = readonly [number, number];

const keyOfFree = ({ start, candidate }: FreeFirst): Key => [start.at, candidate.id];
const keyOfWaiting = ({ from, candidate }: Waiting): Key => [from, candidate.id];
const order = (a: Key, b: Key): number => a[0] - b[0] || a[1] - b[1];
const before = (a: Key, b: Key): boolean => order(a, b) < 0;
