import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { HeldBookingService } from '../booking/index.js';
import { IdempotencyService, identify, type Repeatable } from '../idempotency/index.js';
import { type Appointment } from '../record/index.js';
import { type WaitlistEntry } from './entry.js';
import { OfferCounter } from './offer-counter.service.js';
import { StandingOffersService } from './standing-offers.service.js';
import { waitlistEntryOver } from './waitlist.errors.js';

/** Answers of patients, and of guardians and staff for them: accept an offer, decline it, leave the list. */
@Injectable()
export class AnswersService {
  constructor(
    private readonly database: Database,
    private readonly standing: StandingOffersService,
    private readonly held: HeldBookingService,
    private readonly idempotency: IdempotencyService,
    private readonly clock: Clock,
    private readonly counter: OfferCounter,
  ) {}

  /**
   * Books the time that is offered.
   *
   * @throws AppError `waitlist.not_found`, `.not_offered`, `.offer_expired`, `appointment.patient_busy`,
   *   `.too_many_bookings`, `.too_many_a_day`, `.proof_needed`, `auth.elsewhere`, `idempotency.key_reused`
   */
  accept(actor: Actor, id: number, repeatable: Repeatable = {}): Promise<Appointment> {
    const request = identify(actor, 'POST /waitlist/:id/accept', repeatable, [id]);
    return this.idempotency.once(request, async () => {
      const booked = await this.database.transaction(async (queries) => {
        const offer = await this.standing.lock(actor, id, queries);
        const change = { ...(await this.held.useOf(actor, offer.hold, this.clock.date())), request };
        return this.standing.accept(actor, offer, change, queries);
      });
      this.counter.committed('accepted');
      return booked;
    });
  }

  /**
   * Gives the time back that is offered; the patient waits on.
   *
   * @throws AppError `waitlist.not_found`, `.not_offered`, `auth.elsewhere`
   */
  async decline(actor: Actor, id: number): Promise<WaitlistEntry> {
    const by = { actorId: actor.userId, now: this.clock.date() };
    const ending = { outcome: 'declined', status: 'waiting', ...by } as const;
    const entry = await this.database.transaction(async (queries) => {
      await this.standing.end(await this.standing.lock(actor, id, queries), ending, queries);
      return this.standing.findEntry(actor, id, queries);
    });
    this.counter.committed('declined');
    return entry;
  }

  /**
   * Takes the patient off the list. Doing so again changes nothing.
   *
   * @throws AppError `waitlist.not_found`, `.over`
   */
  async leave(actor: Actor, id: number): Promise<void> {
    const by = { actorId: actor.userId, now: this.clock.date() };
    const ending = { outcome: 'declined', status: 'left', ...by } as const;
    const wasOffered = await this.database.transaction(async (queries) => {
      const entry = await this.standing.lockEntry(actor, id, queries);
      if (entry.status === 'booked' || entry.status === 'expired') throw waitlistEntryOver();
      if (entry.status === 'offered')
        await this.standing.end(await this.standing.of(entry, queries), ending, queries);
      if (entry.status === 'waiting') await this.standing.leave(id, by.now, queries);
      return entry.status === 'offered';
    });
    if (wasOffered) this.counter.committed('declined');
  }
}
