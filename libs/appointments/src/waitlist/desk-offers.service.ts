import { Injectable } from '@nestjs/common';
import { type Actor, assertWorksAt } from '#libs/auth';
import { Clock } from '#libs/common';
import { BookingPlanner, BookingWriter, type DoctorBookingRequest } from '../booking/index.js';
import { patientBusy } from '../record/index.js';
import { type WaitlistEntry } from './entry.js';
import { OffersService } from './offers.service.js';
import { notWaiting } from './waitlist.errors.js';
import { WaitlistService } from './waitlist.service.js';

/** Offers that the front desk makes. */
@Injectable()
export class DeskOffersService {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly planner: BookingPlanner,
    private readonly writer: BookingWriter,
    private readonly offers: OffersService,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers a free time to a patient who waits, whether or not it is one that the patient waits for.
   *
   * @throws AppError `waitlist.not_found`, `.not_waiting`, `appointment.slot_taken` with `alternatives`,
   *   `.patient_busy`, `auth.elsewhere` and those of {@link BookingPlanner.planVisit}
   */
  async offer(
    actor: Actor,
    id: number,
    { doctorId, at }: Pick<DoctorBookingRequest, 'doctorId' | 'at'>,
  ): Promise<WaitlistEntry> {
    const { userId, status, visitTypeId } = await this.waitlist.find(actor, id);
    if (status !== 'waiting') throw notWaiting();
    const request = { doctorId, at, visitTypeId: visitTypeId ?? undefined };
    const now = this.clock.now();
    const { visit } = await this.planner.planVisit(request, now);
    assertWorksAt(actor, visit.locationId);
    const by = { entryId: id, userId, actorId: actor.userId, offeredById: actor.userId };
    const result = await this.offers.make(by, visit, now);
    if (result === 'taken') throw await this.writer.explainLoss(visit, userId);
    if (result === 'patient_busy') throw patientBusy();
    if (result === 'not_waiting') throw notWaiting();
    return this.waitlist.find(actor, id);
  }
}
