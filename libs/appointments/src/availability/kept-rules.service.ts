import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
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

/** Rules with what they are true for. */
interface Kept {
  readonly doctor: BookableDoctor;
  /** The `schedule_revision` that they were read at */
  readonly revision: string;
  readonly day: number;
}

/** Whose rules are needed, and when. */
interface Asked {
  readonly offer: DoctorsVisitType;
  readonly now: Temporal.Instant;
}

const dayOf = ({ epochMilliseconds }: Temporal.Instant): number => Math.floor(epochMilliseconds / day);

/**
 * The rules that decide when doctors can be booked, bookings aside. They hold until `schedule_revision` rises, and for a
 * day at most: rules that are read today reach as far ahead as anything can be booked today.
 */
@Injectable()
export class KeptRulesService {
  private readonly kept = new LRUCache<string, Kept>({ max: mostKept });
  /** What bookings of one turn need is read together. */
  private readonly together = new DataLoader<Asked, Kept | undefined>((asked) => this.readTogether(asked), {
    cache: false,
    maxBatchSize: doctorsAtATime,
    batchScheduleFn: setImmediate,
  });

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
    const found = offers.map((offer) => this.recall(offer, now, revision)?.doctor);
    const missing = offers.flatMap((offer, index) => (found[index] === undefined ? [{ offer, index }] : []));
    for (let next = 0; next < missing.length; next += doctorsAtATime) {
      const some = missing.slice(next, next + doctorsAtATime);
      const read = await this.read(
        some.map(({ offer }) => offer),
        now,
      );
      for (const [position, { index }] of some.entries()) found[index] = read[position]?.doctor;
    }
    return found;
  }

  /**
   * The rules of one doctor as they were when they were read last: whoever relies on them has to see to it that
   * `schedule_revision` is the same still.
   *
   * @returns undefined when the doctor does not offer the visit type, or there is no such doctor
   */
  async recent(
    offer: DoctorsVisitType,
    now: Temporal.Instant,
  ): Promise<{ readonly doctor: BookableDoctor; readonly revision: string } | undefined> {
    return this.recall(offer, now) ?? this.together.load({ offer, now });
  }

  /** Has the rules of a doctor read anew the next time. */
  forget(offer: DoctorsVisitType): void {
    this.kept.delete(keyOf(offer));
  }

  private recall(offer: DoctorsVisitType, now: Temporal.Instant, revision?: string): Kept | undefined {
    const kept = this.kept.get(keyOf(offer));
    const holds = kept?.day === dayOf(now) && (revision ?? kept.revision) === kept.revision;
    return holds ? kept : undefined;
  }

  private async readTogether(asked: readonly Asked[]): Promise<(Kept | undefined)[]> {
    const [{ now } = { now: undefined }] = asked;
    return now === undefined
      ? []
      : this.read(
          asked.map(({ offer }) => offer),
          now,
        );
  }

  /** Reads rules with the revision of the same instant, and keeps them. */
  private async read(
    offers: readonly DoctorsVisitType[],
    now: Temporal.Instant,
  ): Promise<(Kept | undefined)[]> {
    const start = now.epochMilliseconds;
    const range = { start, end: start + longestHorizonDays * day };
    const questions = offers.map((offer) => ({ ...offer, range, now: new Date(start) }));
    const loaded = await this.repository.loadHours(questions);
    return offers.map((offer, index) => {
      const answer = loaded[index];
      const doctor = answer && toBookable(answer);
      if (answer === undefined || doctor === undefined) return undefined;
      const kept = { doctor, revision: answer.revision, day: dayOf(now) };
      this.kept.set(keyOf(offer), kept);
      return kept;
    });
  }
}
