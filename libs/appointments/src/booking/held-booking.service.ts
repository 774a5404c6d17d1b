import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/auth';
import { Clock } from '#libs/common';
import { type IdempotentRequest } from '../idempotency/index.js';
import {
  type Appointment,
  type Change,
  ChangesRepository,
  firstStatus,
  patientBusy,
  QuotasService,
} from '../record/index.js';
import { type DoctorBookingRequest } from './booking-request.js';
import { holdDiffers, holdExpired, holdUsed } from './booking.errors.js';
import { type Hold, HoldsRepository } from './holds.repository.js';
import { assertStanding, foundHold } from './standing-hold.js';

/** Makes bookings of holds. */
@Injectable()
export class HeldBookingService {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly changes: ChangesRepository,
    private readonly quotas: QuotasService,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a booking of a hold. The rules were applied when it was held.
   *
   * @throws AppError `hold.not_found`, `.expired`, `.used`, `.differs`, `appointment.patient_busy`, `.too_many_bookings`,
   *   `.too_many_a_day`, `.proof_needed`
   */
  async book(
    actor: Actor,
    id: number,
    booking: DoctorBookingRequest,
    request: IdempotentRequest | undefined,
  ): Promise<Appointment> {
    const now = this.clock.date();
    const hold = await this.find(actor, id);
    assertStanding(hold, now);
    if (!isFor(booking, hold)) throw holdDiffers();
    const booked = await this.changes.apply(hold, {
      ...(await this.useOf(actor, hold, now)),
      visitReason: booking.reason ?? hold.reason,
      request,
    });
    if (booked === 'taken') throw patientBusy();
    // The hold expired and another booking cleared it away, or this very request arrived twice.
    if (booked === 'outdated') throw (await this.find(actor, id)).isUsed ? holdUsed() : holdExpired();
    return booked;
  }

  /** The change that makes a booking of a hold. */
  async useOf(actor: Actor, { visitTypeId, userId }: Hold, now: Date): Promise<Change> {
    const { confirmation } = await this.changes.termsOf(visitTypeId);
    return {
      status: firstStatus(confirmation),
      usesHold: true,
      quota: this.quotas.of(actor, userId),
      actorId: actor.userId,
      reason: null,
      now,
      event: 'appointment.booked.v1',
    };
  }

  private async find(actor: Actor, id: number): Promise<Hold> {
    return foundHold(await this.holds.findVisible(actor, id));
  }
}

/** Whether a hold is what a booking asks for. What the booking leaves open is taken from the hold. */
const isFor = ({ doctorId, at, visitTypeId, userId }: DoctorBookingRequest, hold: Hold): boolean =>
  hold.doctorId === doctorId &&
  hold.appointmentDateTime.getTime() === at &&
  (visitTypeId === undefined || hold.visitTypeId === visitTypeId) &&
  (userId === undefined || hold.userId === userId);
