import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Database } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { BookingsRepository, type NewPlace } from './bookings.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { WaitlistOutcomes } from './waitlist-outcomes.js';

const minute = 60_000;

/** Whom a time is offered, and by whom. */
export interface Offering {
  readonly entryId: number;
  /** The patient */
  readonly userId: number;
  /** Whose doing the hold is */
  readonly actorId: number;
  /** None when the time became free by itself */
  readonly offeredById: number | null;
}

/** Holds times for patients who wait. An offer is a hold like any other, so that nobody else can be given the time. */
@Injectable()
export class WaitlistOffersService {
  private readonly milliseconds: number;

  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly clock: Clock,
    private readonly outcomes: WaitlistOutcomes,
    @Inject(ENV) env: Pick<Env, 'WAITLIST_OFFER_MINUTES'>,
  ) {
    this.milliseconds = env.WAITLIST_OFFER_MINUTES * minute;
  }

  /** When the first visit may start that is worth offering by itself: nobody need decide in less than the whole time. */
  earliestStart(): number {
    return this.now() + this.milliseconds;
  }

  /**
   * Holds a time for a patient and writes the event that tells them, in one transaction. Of several at once for one
   * time or one entry, one succeeds.
   *
   * @param place it has passed every rule
   */
  async make(
    { entryId, userId, actorId, offeredById }: Offering,
    place: NewPlace,
  ): Promise<'made' | 'not_waiting' | 'patient_busy' | 'taken'> {
    if (await this.bookings.patientIsBusy(userId, place.visit)) return 'patient_busy';
    const now = new Date(this.now());
    const holdExpiresAt = new Date(Math.min(now.getTime() + this.milliseconds, place.visit.start));
    const hold = { ...place, userId, actorId, now, holdExpiresAt, status: 'held' as const, reason: null };
    const result = await this.database.transaction(async (queries) => {
      if (!(await this.offers.lockWaiting(queries, entryId))) return 'not_waiting';
      const held = await this.bookings.book(hold, undefined, queries);
      if (held === null) return 'taken';
      const { id: appointmentId, version, doctorId } = held;
      await this.offers.record(queries, { entryId, appointmentId, offeredById, now });
      const data = { waitlistEntryId: entryId, appointmentId, version, doctorId };
      await insertEvent(queries, 'waitlist.offered.v1', data, now);
      return 'made';
    });
    if (result === 'made') this.outcomes.committed('made');
    return result;
  }

  private now(): number {
    return this.clock.now().epochMilliseconds;
  }
}
