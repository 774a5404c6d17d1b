import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Database, type OfferOutcome, type Queries } from '#libs/database';
import { isStanding } from '../availability/index.js';
import { type Hold, HoldsRepository } from '../booking/index.js';
import { assertCanBook } from '../policy.js';
import { type Appointment, type Change, ChangesRepository, patientBusy } from '../record/index.js';
import { type WaitlistEntry } from './entry.js';
import { OfferCounter } from './offer-counter.service.js';
import { OffersRepository } from './offers.repository.js';
import { notOffered, offerExpired, waitlistEntryNotFound } from './waitlist.errors.js';
import { WaitlistRepository } from './waitlist.repository.js';

/** How many offers of an entry can lapse; the last of them ends the entry. */
const mostLapsed = 3;

/** An entry with an offer that has no answer yet, and the hold that keeps the time. */
export interface StandingOffer {
  readonly entryId: number;
  readonly hold: Hold;
}

/** How an offer ends that is not accepted. */
interface Ending {
  readonly outcome: Exclude<OfferOutcome, 'accepted'>;
  /** The entry's new status */
  readonly status: 'waiting' | 'expired' | 'left';
  /** None when the offer lapsed */
  readonly actorId: number | null;
  readonly now: Date;
}

/** Offers that wait for an answer. The transaction that locked the entry alone decides about it and its hold. */
@Injectable()
export class StandingOffersService {
  constructor(
    private readonly database: Database,
    private readonly waitlist: WaitlistRepository,
    private readonly offers: OffersRepository,
    private readonly holds: HoldsRepository,
    private readonly changes: ChangesRepository,
    private readonly counter: OfferCounter,
  ) {}

  /** @throws AppError `waitlist.not_found`, also for entries that the actor may not see */
  async findEntry(actor: Actor, id: number, queries: Queries): Promise<WaitlistEntry> {
    const entry = await this.waitlist.findVisible(actor, id, queries);
    if (entry === null) throw waitlistEntryNotFound();
    return entry;
  }

  /** @throws AppError `waitlist.not_found`, also for entries that the actor may not see */
  async lockEntry(actor: Actor, id: number, queries: Queries): Promise<WaitlistEntry> {
    await this.waitlist.lock(id, queries);
    return this.findEntry(actor, id, queries);
  }

  /** @throws AppError `waitlist.not_found`, `waitlist.not_offered`, `auth.elsewhere` */
  async lock(actor: Actor, id: number, queries: Queries): Promise<StandingOffer> {
    const entry = await this.lockEntry(actor, id, queries);
    const offer = await this.of(entry, queries);
    assertCanBook(actor, { userId: entry.userId, locationId: offer.hold.locationId });
    return offer;
  }

  /**
   * The offer of an entry that is locked.
   *
   * @throws AppError `waitlist.not_offered`
   */
  async of({ id: entryId, status }: WaitlistEntry, queries: Queries): Promise<StandingOffer> {
    const appointmentId = await this.offers.standing(queries, entryId);
    if (status !== 'offered' || appointmentId === undefined) throw notOffered();
    return { entryId, hold: await this.holds.findById(appointmentId, queries) };
  }

  /** @throws AppError `waitlist.offer_expired`, `appointment.patient_busy`, `.too_many_bookings`, `.too_many_a_day`, `.proof_needed`;
   *   KeyTaken */
  async accept(actor: Actor, offer: StandingOffer, change: Change, queries: Queries): Promise<Appointment> {
    const { entryId, hold } = offer;
    if (!isStanding(hold, change.now)) throw offerExpired();
    const booked = await this.changes.apply(hold, change, queries);
    if (booked === 'taken') throw patientBusy();
    // Another booking cleared the hold away, because it had expired.
    if (booked === 'outdated') throw offerExpired();
    const settled = { outcome: 'accepted', status: 'booked' } as const;
    const by = { actorId: actor.userId, now: change.now };
    await this.offers.settle(queries, { entryId, appointmentId: hold.id, ...settled, ...by });
    return booked;
  }

  /** Gives the time back, and makes an opening of it for the next patient on the list. */
  async end({ entryId, hold }: StandingOffer, ending: Ending, queries: Queries): Promise<void> {
    const { outcome, actorId, now } = ending;
    if (hold.status === 'held') {
      const reason = outcome === 'declined' ? 'declined' : 'expired';
      await this.changes.apply(hold, { status: 'cancelled', actorId, reason, now }, queries);
    }
    await this.offers.settle(queries, { entryId, appointmentId: hold.id, ...ending });
    await this.offers.reopen(queries, hold.id, now);
  }

  /** Ends an entry that is locked and has no offer. */
  async leave(id: number, now: Date, queries: Queries): Promise<void> {
    await this.waitlist.leave(queries, id, now);
  }

  /**
   * Ends one of the offers that had no answer in time.
   *
   * @returns whether there was one
   */
  async lapseOne(now: Date): Promise<boolean> {
    const hasLapsed = await this.database.transaction(async (queries) => {
      const lapsed = await this.offers.takeLapsed(queries, now);
      if (lapsed === undefined) return false;
      const { entryId, appointmentId } = lapsed;
      const before = await this.offers.countLapsed(queries, entryId);
      const hold = await this.holds.findById(appointmentId, queries);
      const status = before + 1 < mostLapsed ? 'waiting' : 'expired';
      await this.end({ entryId, hold }, { outcome: 'lapsed', status, actorId: null, now }, queries);
      return true;
    });
    if (hasLapsed) this.counter.committed('lapsed');
    return hasLapsed;
  }
}
