import { Injectable } from '@nestjs/common';
import { assertWorksAt } from '#libs/auth';
import { type Actor } from './appointment.js';
import { patientBusy } from './appointments.errors.js';
import { BookingPlanner, type BookingRequest } from './booking-planner.js';
import { type WaitlistEntry } from './waitlist-entry.js';
import { notWaiting } from './waitlist.errors.js';
import { WaitlistOffersService } from './waitlist-offers.service.js';
import { WaitlistService } from './waitlist.service.js';

/** What the front desk does with the waitlist. */
@Injectable()
export class WaitlistDeskService {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly planner: BookingPlanner,
    private readonly offers: WaitlistOffersService,
  ) {}

  /**
   * Offers a free time to a patient who waits, whether or not it is what they wait for.
   *
   * @throws AppError `waitlist.not_found`, `.not_waiting`, `appointment.slot_taken` with `alternatives`,
   *   `.patient_busy`, `auth.elsewhere` and those of {@link BookingPlanner.place}
   */
  async offer(
    id: number,
    actor: Actor,
    { doctorId, at }: Pick<BookingRequest, 'doctorId' | 'at'>,
  ): Promise<WaitlistEntry> {
    const { userId, status, visitTypeId } = await this.waitlist.find(id, actor);
    if (status !== 'waiting') throw notWaiting();
    const request = { doctorId, at, visitTypeId: visitTypeId ?? undefined };
    const { place, isTaken } = await this.planner.place(request);
    assertWorksAt(actor, place.locationId);
    const by = { entryId: id, userId, actorId: actor.userId, offeredById: actor.userId };
    const result = isTaken ? 'taken' : await this.offers.make(by, place);
    if (result === 'taken') throw await this.planner.explainLoss(place, isTaken, userId);
    if (result === 'patient_busy') throw patientBusy();
    if (result === 'not_waiting') throw notWaiting();
    return this.waitlist.find(id, actor);
  }
}
