import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Temporal } from 'temporal-polyfill';
import { day } from '#libs/common';
import { AvailabilityRepository } from './availability.repository.js';
import { longestHorizonDays, type DoctorsVisitType, type BookableDoctor, toBookable } from './slots.js';

/** How many are read at a time: a query for thousands would hold up all others. */
const doctorsAtATime = 250;
/** Some kilobytes each. */
const mostKept = 20_000;

const keyOf = ({ doctorId, visitTypeId }: DoctorsVisitType): string => `${doctorId}:${visitTypeId}`;

/**
 * The rules that decide when doctors can be booked, bookings aside. A process keeps them until `schedule_revision` rises,
 * and for a day at most: rules that are read today reach as far ahead as anything can be booked today.
 */
@Injectable()
export class KeptRulesService {
  private state: string | undefined;
  private readonly kept = new LRUCache<string, BookableDoctor>({ max: mostKept });

  constructor(private readonly repository: AvailabilityRepository) {}

  /**
   * The rules of some doctors for as far ahead as anything can be booked.
   *
   * @param revision the `schedule_revision`, read before this is called
   * @returns for each offer, without bookings; undefined where the doctor does not offer it any more
   */
  async find(
    offers: readonly DoctorsVisitType[],
    revision: string,
    now: Temporal.Instant,
  ): Promise<(BookableDoctor | undefined)[]> {
    const state = `${revision}:${Math.floor(now.epochMilliseconds / day)}`;
    if (state !== this.state) {
      this.kept.clear();
      this.state = state;
    }
    const found = offers.map((offer) => this.kept.get(keyOf(offer)));
    const missing = offers.flatMap((offer, index) => (found[index] === undefined ? [{ offer, index }] : []));
    for (let next = 0; next < missing.length; next += doctorsAtATime) {
      const some = missing.slice(next, next + doctorsAtATime);
      const read = await this.read(
        some.map(({ offer }) => offer),
        now,
      );
      for (const [position, { offer, index }] of some.entries()) {
        const visit = read[position];
        found[index] = visit;
        // Another call may have seen a later revision meanwhile: then these rules may be the ones before it.
        if (visit !== undefined && this.state === state) this.kept.set(keyOf(offer), visit);
      }
    }
    return found;
  }

  private async read(
    offers: readonly DoctorsVisitType[],
    now: Temporal.Instant,
  ): Promise<(BookableDoctor | undefined)[]> {
    const start = now.epochMilliseconds;
    const range = { start, end: start + longestHorizonDays * day };
    const questions = offers.map((offer) => ({ ...offer, range, now: new Date(start) }));
    const loaded = await this.repository.loadHours(questions);
    return loaded.map((rules) => rules && toBookable(rules));
  }
}
