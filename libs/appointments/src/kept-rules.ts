import { Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { AvailabilityRepository } from './availability.repository.js';
import { longestHorizonDays, type OfferedBy, type OfferedVisit, toOffered } from './slots.js';

const day = 24 * 60 * 60 * 1000;
/** How many are read at a time: a query for thousands would hold up all others. */
const doctorsAtATime = 250;
/** Some kilobytes each. */
const mostKept = 20_000;

const keyOf = ({ doctorId, visitTypeId }: OfferedBy): string => `${doctorId}:${visitTypeId}`;

/**
 * What decides when doctors can be booked, bookings aside. This process keeps it until any of it changes anywhere, and for
 * a day at most: what is read today goes no farther than anything can be booked today.
 */
@Injectable()
export class KeptRules {
  private state: string | undefined;
  private readonly kept = new Map<string, OfferedVisit>();

  constructor(private readonly repository: AvailabilityRepository) {}

  /**
   * The rules of some doctors for as far ahead as anything can be booked.
   *
   * @param revision of all hours and visit types, read before this is asked
   * @returns for each offer, without any bookings; undefined where it is no more
   */
  async find(
    offers: readonly OfferedBy[],
    revision: string,
    now: Temporal.Instant,
  ): Promise<(OfferedVisit | undefined)[]> {
    const state = `${revision}:${Math.floor(now.epochMilliseconds / day)}`;
    if (state !== this.state || this.kept.size > mostKept) {
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
        // Whoever asked meanwhile may have learnt of a change: then this may be what was before it.
        if (visit !== undefined && this.state === state) this.kept.set(keyOf(offer), visit);
      }
    }
    return found;
  }

  private async read(
    offers: readonly OfferedBy[],
    now: Temporal.Instant,
  ): Promise<(OfferedVisit | undefined)[]> {
    const start = now.epochMilliseconds;
    const range = { start, end: start + longestHorizonDays * day };
    const questions = offers.map((offer) => ({ ...offer, range, now: new Date(start) }));
    const loaded = await this.repository.loadHours(questions);
    return loaded.map((rules) => rules && toOffered(rules));
  }
}
