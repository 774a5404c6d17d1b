import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { day } from '#libs/common';
import { type DoctorCandidate } from '#libs/doctors';
import {
  AvailabilityRepository,
  firstStartsOf,
  type Interval,
  KeptRulesService,
  type BookableDoctor,
  hoursAt,
  type Start,
} from '../availability/index.js';
import { FirstHours } from './first-hours.js';

/** How many doctors' bookings are read at a time. */
const doctorsAtATime = 50;
const doctorsInOneTurn = 25;
/** How far the bookings of a doctor are read at first. */
const firstReach = 2 * day;

/** A doctor with the first free start. */
export interface FreeFirst {
  readonly candidate: DoctorCandidate;
  readonly visit: BookableDoctor;
  readonly start: Start;
}

/** A doctor whose hours have no start before some time, so that bookings need not be read to know it. */
interface Waiting {
  readonly candidate: DoctorCandidate;
  readonly visit: BookableDoctor;
  /** Where the doctor's first start is looked for */
  readonly range: Interval;
  /** The part to look at next: it begins with a start that the hours have */
  readonly next: Interval;
}

export interface EarliestQuery {
  readonly candidates: readonly DoctorCandidate[];
  readonly now: Temporal.Instant;
  /** Undefined for all locations */
  readonly locationId: number | undefined;
  /** Where the first start of a candidate is looked for */
  readonly rangeOf: (candidate: DoctorCandidate) => Interval;
  /** Start and id of the last doctor of the page before */
  readonly after: Key;
  readonly count: number;
}

/** Finds the doctors who are free first among many. */
@Injectable()
export class EarliestSearch {
  private readonly firsts = new FirstHours();

  constructor(
    private readonly rules: KeptRulesService,
    private readonly repository: AvailabilityRepository,
  ) {}

  /**
   * The doctors whose first free start comes first, in order of it and of id.
   *
   * The hours alone, which are kept, tell before when a doctor cannot be free. Bookings are read for the doctors at the
   * head of that order, until no doctor who is left can come before those that were found.
   */
  async find(query: EarliestQuery): Promise<FreeFirst[]> {
    const { count, after, now } = query;
    const waiting = await this.line(query);
    const free: FreeFirst[] = [];
    const isSettled = (): boolean => {
      const [next] = waiting;
      const last = free[count - 1];
      return next === undefined || (last !== undefined && before(keyOfFree(last), keyOfWaiting(next)));
    };
    while (!isSettled()) {
      const some = waiting.splice(0, doctorsAtATime);
      const busy = await this.busyOf(some, now);
      for (const [index, each] of some.entries()) {
        const { candidate, next } = each;
        const visit = { ...each.visit, busy: busy[index] ?? [] };
        const [start] = firstStartsOf(visit, next, now, 1);
        if (start === undefined) waiting.push(...later(each, next.end, 2 * (next.end - next.start), now));
        else if (before(after, [start.at, candidate.id])) free.push({ candidate, visit, start });
      }
      waiting.sort(inOrder);
      free.sort((a, b) => order(keyOfFree(a), keyOfFree(b)));
      await nextTurn();
    }
    return free.slice(0, count);
  }

  /** All candidates, the one who may be free first at the head. */
  private async line({ candidates, now, locationId, rangeOf }: EarliestQuery): Promise<Waiting[]> {
    const [{ revision } = { revision: '' }] = candidates;
    const offers = candidates.map(({ id, visitTypeId }) => ({ doctorId: id, visitTypeId }));
    const rules = await this.rules.find(offers, revision, now);
    const line: Waiting[] = [];
    for (const [index, candidate] of candidates.entries()) {
      if (index % doctorsInOneTurn === doctorsInOneTurn - 1) await nextTurn();
      const all = rules[index];
      if (all === undefined) continue;
      const range = rangeOf(candidate);
      const start = this.firsts.find(all, locationId, range, now);
      if (start === undefined) continue;
      const visit = { ...all, locations: hoursAt(all.locations, locationId) };
      line.push({ candidate, visit, range, next: { start, end: Math.min(start + firstReach, range.end) } });
    }
    return line.sort(inOrder);
  }

  private busyOf(waiting: readonly Waiting[], now: Temporal.Instant): Promise<(readonly Interval[])[]> {
    const read = new Date(now.epochMilliseconds);
    return this.repository.loadBusy(
      waiting.map(({ candidate, next }) => ({ doctorId: candidate.id, now: read, range: next })),
    );
  }
}

/** A doctor from the first start of the hours after `from` on, for `reach` milliseconds; none without such a start. */
function later(doctor: Omit<Waiting, 'next'>, from: number, reach: number, now: Temporal.Instant): Waiting[] {
  const { end } = doctor.range;
  const [start] = firstStartsOf(doctor.visit, { start: from, end }, now, 1);
  if (start === undefined) return [];
  return [{ ...doctor, next: { start: start.at, end: Math.min(start.at + reach, end) } }];
}

/** A time and the id of a doctor. */
type Key = readonly [number, number];

const keyOfFree = ({ start, candidate }: FreeFirst): Key => [start.at, candidate.id];
const keyOfWaiting = ({ next, candidate }: Waiting): Key => [next.start, candidate.id];
const order = (a: Key, b: Key): number => a[0] - b[0] || a[1] - b[1];
/** A thousand doctors are compared ten thousand times. */
const inOrder = (a: Waiting, b: Waiting): number =>
  a.next.start - b.next.start || a.candidate.id - b.candidate.id;
const before = (a: Key, b: Key): boolean => order(a, b) < 0;
