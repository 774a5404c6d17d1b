import { Injectable } from '@nestjs/common';
import { type OfferOutcome, type Queries } from '#libs/database';
import { type Actor, type Appointment } from './appointment.js';
import { patientBusy } from './appointments.errors.js';
import { type Change, ChangesRepository } from './changes.repository.js';
import { type Hold, HoldsRepository } from './holds.repository.js';
import { assertMayBook } from './reach.js';
import { type WaitlistEntry } from './waitlist-entry.js';
import { notOffered, offerExpired, waitlistEntryNotFound } from './waitlist.errors.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** So many offers may be left without an answer; with the last of them the patient's place on the list ends. */
export const mostLapsed = 3;

/** An entry whose patient has to answer, and the hold that keeps the time. */
export interface StandingOffer {
  readonly entryId: number;
  readonly hold: Hold;
}

/** How an offer ends that is not accepted. */
interface Ending {
  readonly outcome: Exclude<OfferOutcome, 'accepted'>;
  readonly status: 'waiting' | 'expired' | 'left';
  /** None when nobody answered */
  readonly actorId: number | null;
  readonly now: Date;
}

/** Offers that wait for an answer. Whoever has locked the entry decides alone what becomes of it and of its hold. */
@Injectable()
export class StandingOffers {
  constructor(
    private readonly waitlist: WaitlistRepository,
    private readonly offers: WaitlistOffersRepository,
    private readonly holds: HoldsRepository,
    private readonly changes: ChangesRepository,
  ) {}

  /** @throws AppError `waitlist.not_found`, also for what the actor may not see */
  async lockEntry(queries: Queries, id: number, actor: Actor): Promise<WaitlistEntry> {
    const entry = await this.waitlist.lockVisible(id, actor, queries);
    if (entry === null) throw waitlistEntryNotFound();
    return entry;
  }

  /** @throws AppError `waitlist.not_found`, `waitlist.not_offered`, `auth.elsewhere` */
  async lock(queries: Queries, id: number, actor: Actor): Promise<StandingOffer> {
    const entry = await this.lockEntry(queries, id, actor);
    const offer = await this.of(queries, entry);
    assertMayBook(actor, entry.userId, offer.hold.locationId);
    return offer;
  }

  /** @throws AppError `waitlist.not_offered` */
  async of(queries: Queries, { id: entryId, status }: WaitlistEntry): Promise<StandingOffer> {
    const appointmentId = await this.offers.standing(queries, entryId);
    if (status !== 'offered' || appointmentId === undefined) throw notOffered();
    return { entryId, hold: await this.holds.findById(appointmentId, queries) };
  }

  /** @throws AppError `waitlist.offer_expired`, `appointment.patient_busy`, `.too_many_bookings`; KeyTaken */
  async accept(queries: Queries, offer: StandingOffer, change: Change, actor: Actor): Promise<Appointment> {
    const { entryId, hold } = offer;
    if (hold.status !== 'held' || hold.expiresAt <= change.now) throw offerExpired();
    const booked = await this.changes.apply(hold, change, queries);
    if (booked === 'overlaps') throw patientBusy();
    // Cleared away by a booking that found it expired.
    if (booked === 'outdated') throw offerExpired();
    const settled = { outcome: 'accepted', status: 'booked' } as const;
    const by = { actorId: actor.userId, now: change.now };
    await this.offers.settle(queries, { entryId, appointmentId: hold.id, ...settled, ...by });
    return booked;
  }

  /** Gives the time back, and notes it for the next on the list. */
  async end(queries: Queries, { entryId, hold }: StandingOffer, ending: Ending): Promise<void> {
    const { outcome, actorId, now } = ending;
    if (hold.status === 'held') {
      const reason = outcome === 'declined' ? 'declined' : 'expired';
      await this.changes.apply(hold, { status: 'cancelled', actorId, reason, now }, queries);
    }
    await this.offers.settle(queries, { entryId, appointmentId: hold.id, ...ending });
    await this.offers.reopen(queries, hold.id, now);
  }

  /** Ends the entry of somebody who has no offer. */
  async leave(queries: Queries, id: number, now: Date): Promise<void> {
    await this.waitlist.leave(queries, id, now);
  }

  /**
   * Ends one of the offers whose time is over.
   *
   * @returns whether there was one
   */
  async lapseOne(queries: Queries, now: Date): Promise<boolean> {
    const lapsed = await this.offers.takeLapsed(queries, now);
    if (lapsed === undefined) return false;
    const { entryId, appointmentId } = lapsed;
    const before = await this.offers.countLapsed(queries, entryId);
    const hold = await this.holds.findById(appointmentId, queries);
    const status = before + 1 < mostLapsed ? 'waiting' : 'expired';
    await this.end(queries, { entryId, hold }, { outcome: 'lapsed', status, actorId: null, now });
    return true;
  }
}
