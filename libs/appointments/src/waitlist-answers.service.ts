import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/common';
import { Database } from '#libs/database';
import { type Actor, type Appointment } from './appointment.js';
import { HoldsService } from './holds.service.js';
import { Idempotency, identify } from './idempotency.service.js';
import { StandingOffers } from './standing-offers.js';
import { waitlistEntryOver } from './waitlist.errors.js';
import { WaitlistOutcomes } from './waitlist-outcomes.js';

/** How patients, and those who act for them, answer the waitlist. */
@Injectable()
export class WaitlistAnswersService {
  constructor(
    private readonly database: Database,
    private readonly standing: StandingOffers,
    private readonly holds: HoldsService,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
    private readonly outcomes: WaitlistOutcomes,
  ) {}

  /**
   * Books the time that is offered.
   *
   * @param idempotencyKey the same key and request again give the first answer again, for 24 hours
   * @throws AppError `waitlist.not_found`, `.not_offered`, `.offer_expired`, `appointment.patient_busy`,
   *   `.too_many_bookings`, `auth.elsewhere`, `idempotency.key_reused`
   */
  accept(id: number, actor: Actor, idempotencyKey?: string): Promise<Appointment> {
    const request = identify(actor, 'POST /waitlist/:id/accept', idempotencyKey, [id]);
    return this.idempotency.once(request, async () => {
      const booked = await this.database.transaction(async (queries) => {
        const offer = await this.standing.lock(queries, id, actor);
        const change = { ...(await this.holds.useOf(offer.hold, actor)), request };
        return this.standing.accept(queries, offer, change, actor);
      });
      this.outcomes.committed('accepted');
      return booked;
    });
  }

  /**
   * Turns the time down that is offered, and waits on.
   *
   * @throws AppError `waitlist.not_found`, `.not_offered`, `auth.elsewhere`
   */
  async decline(id: number, actor: Actor): Promise<void> {
    const by = { actorId: actor.userId, now: this.now() };
    const ending = { outcome: 'declined', status: 'waiting', ...by } as const;
    await this.database.transaction(async (queries) => {
      await this.standing.end(queries, await this.standing.lock(queries, id, actor), ending);
    });
    this.outcomes.committed('declined');
  }

  /**
   * Waits no longer. Doing so again changes nothing.
   *
   * @throws AppError `waitlist.not_found`, `.over`
   */
  async leave(id: number, actor: Actor): Promise<void> {
    const by = { actorId: actor.userId, now: this.now() };
    const ending = { outcome: 'declined', status: 'left', ...by } as const;
    const wasOffered = await this.database.transaction(async (queries) => {
      const entry = await this.standing.lockEntry(queries, id, actor);
      if (entry.status === 'booked' || entry.status === 'expired') throw waitlistEntryOver();
      if (entry.status === 'offered')
        await this.standing.end(queries, await this.standing.of(queries, entry), ending);
      if (entry.status === 'waiting') await this.standing.leave(queries, id, by.now);
      return entry.status === 'offered';
    });
    if (wasOffered) this.outcomes.committed('declined');
  }

  private now(): Date {
    return new Date(this.clock.now().epochMilliseconds);
  }
}
