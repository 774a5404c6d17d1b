import { Inject, Injectable } from '@nestjs/common';
import { type Temporal } from 'temporal-polyfill';
import { minute } from '#libs/common';
import { ENV, type Env } from '#libs/config';
import { Database } from '#libs/database';
import { insertEvent } from '#libs/messaging';
import { BookingsRepository, PatientVisitsRepository, type PlannedVisit } from '../record/index.js';
import { OfferCounter } from './offer-counter.service.js';
import { OffersRepository } from './offers.repository.js';

/** The patient who is offered a time, and the accounts behind it. */
export interface Offering {
  readonly entryId: number;
  /** The patient */
  readonly userId: number;
  /** The account that the hold is attributed to */
  readonly actorId: number;
  /** The member of staff who offers it; none for an opening */
  readonly offeredById: number | null;
}

/** Holds times for patients who wait. An offer is a hold like any other, so the time cannot be booked by others. */
@Injectable()
export class OffersService {
  private readonly milliseconds: number;

  constructor(
    private readonly database: Database,
    private readonly bookings: BookingsRepository,
    private readonly patientVisits: PatientVisitsRepository,
    private readonly offers: OffersRepository,
    private readonly counter: OfferCounter,
    @Inject(ENV) env: Pick<Env, 'WAITLIST_OFFER_MINUTES'>,
  ) {
    this.milliseconds = env.WAITLIST_OFFER_MINUTES * minute;
  }

  /** The first start of an opening that is offered: the patient has the whole time to answer. */
  earliestStart(now: Temporal.Instant): number {
    return now.epochMilliseconds + this.milliseconds;
  }

  /**
   * Holds a time for a patient and writes the event about it, in one transaction. Of several offers at once for one time
   * or one entry, one succeeds.
   *
   * @param planned a visit that passed every rule
   */
  async make(
    { entryId, userId, actorId, offeredById }: Offering,
    planned: PlannedVisit,
    { epochMilliseconds }: Temporal.Instant,
  ): Promise<'made' | 'not_waiting' | 'patient_busy' | 'taken'> {
    if (planned.isTaken) return 'taken';
    if (await this.patientVisits.isBusy(userId, planned.visit)) return 'patient_busy';
    const now = new Date(epochMilliseconds);
    const holdExpiresAt = new Date(Math.min(epochMilliseconds + this.milliseconds, planned.visit.start));
    const hold = { ...planned, userId, actorId, now, holdExpiresAt, status: 'held' as const, reason: null };
    const result = await this.database.transaction(async (queries) => {
      if (!(await this.offers.lockWaiting(queries, entryId))) return 'not_waiting';
      const held = await this.bookings.book(hold, queries);
      if (held === 'taken') return 'taken';
      const { id: appointmentId, version, doctorId } = held;
      await this.offers.record(queries, { entryId, appointmentId, offeredById, now });
      const data = { waitlistEntryId: entryId, appointmentId, version, doctorId };
      await insertEvent(queries, 'waitlist.offered.v1', data, now);
      return 'made';
    });
    if (result === 'made') this.counter.committed('made');
    return result;
  }
}
