import { Injectable } from '@nestjs/common';
import { AnyDoctorService } from './any-doctor.service.js';
import { type Actor, type Appointment } from './appointment.js';
import { askedFor, type BookingOrder, readOrder, type SoundOrder } from './booking-order.js';
import { BookingPlanner, type BookingRequest } from './booking-planner.js';
import { BookingsRepository } from './bookings.repository.js';
import { HoldsService } from './holds.service.js';
import { type IdempotentRequest } from './idempotency.repository.js';
import { Idempotency, identify } from './idempotency.service.js';
import { Outcomes } from './outcomes.js';
import { checkMayOverbook } from './reach.js';

/** Turns a request into an appointment, or into the reason why not. */
@Injectable()
export class BookingService {
  constructor(
    private readonly bookings: BookingsRepository,
    private readonly planner: BookingPlanner,
    private readonly holds: HoldsService,
    private readonly anyDoctor: AnyDoctorService,
    private readonly idempotency: Idempotency,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * Books a visit.
   *
   * @param idempotencyKey the same key and request again give the first answer again, for 24 hours
   * @throws AppError `appointment.slot_taken` with `alternatives`, `.patient_busy`, `.unknown_patient`,
   *   `idempotency.key_reused`, `request.invalid`, those of {@link BookingPlanner.plan}, with a hold those of
   *   {@link HoldsService.book}, and with any doctor those of {@link AnyDoctorService.book}
   */
  async book(actor: Actor, order: BookingOrder, idempotencyKey?: string): Promise<Appointment> {
    checkMayOverbook(order, actor);
    const sound = readOrder(order);
    const request = identify(actor, 'POST /appointments', idempotencyKey, askedFor(order));
    return this.idempotency.once(request, async () => {
      const booked = await this.carryOut(actor, sound, request);
      this.outcomes.committed('booked');
      return booked;
    });
  }

  private carryOut(
    actor: Actor,
    order: SoundOrder,
    request: IdempotentRequest | undefined,
  ): Promise<Appointment> {
    if (order.kind === 'any') return this.anyDoctor.book(actor, order.wish, request);
    if (order.kind === 'held') return this.holds.book(order.holdId, actor, order.wish, request);
    return this.bookFree(actor, order.wish, request);
  }

  private async bookFree(
    actor: Actor,
    wish: BookingRequest,
    request: IdempotentRequest | undefined,
  ): Promise<Appointment> {
    const { booking, isTaken } = await this.planner.plan(wish, actor);
    const booked = isTaken ? null : await this.bookings.book(booking, request);
    if (booked === null) throw await this.planner.explainLoss(booking, isTaken, booking.userId);
    return booked;
  }
}
